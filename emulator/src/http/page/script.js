// Keeps the executions, and what they leave behind, as they are now, and shows times in the reader's own zone.
'use strict';

const list = document.querySelector('.list');
const kept = document.querySelector('.all-kept');

function showLocalTimes() {
  for (const time of list.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    time.title = time.dateTime;
    time.textContent = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  }
}

// What the reader has opened stays open.
function replace(part, html) {
  const open = [...part.querySelectorAll('details[open]')].map((details) => details.parentElement.id);
  part.innerHTML = html;
  for (const id of open) {
    document.getElementById(id)?.querySelector('details').setAttribute('open', '');
  }
  showLocalTimes();
}

async function replaceKept() {
  const answer = await fetch('/page/kept');
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  replace(kept, await answer.text());
}

async function follow() {
  let after = '';
  for (;;) {
    // The duration of what runs is shown second by second.
    const wait = list.querySelector('.running') ? 1 : 25;
    try {
      const answer = await fetch(`/page/executions?after=${after}&wait=${wait}`.replace('after=&', ''));
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      const changes = answer.headers.get('x-changes');
      const html = await answer.text();
      if (changes !== after || wait === 1) {
        replace(list, html);
      }
      if (changes !== after || wait === 25) {
        await replaceKept();
      }
      after = changes;
      document.body.classList.remove('away');
    } catch {
      document.body.classList.add('away');
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

showLocalTimes();
follow();
