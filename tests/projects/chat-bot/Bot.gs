/**
 * 채팅 봇
 * @param {object} e 이벤트
 * @returns {TextOutput}
 */
function doPost(e) {
  return ContentService.createTextOutput(JSON.stringify(answer(JSON.parse(e.postData.contents))));
}

/**
 * @param {{user: {id: string, name: string}, text: string, thread?: string}} message
 * @returns {{text: string, thread: (string|undefined)}}
 */
function answer({ user, text, thread }) {
  const [command, ...args] = text.trim().split(/\s+/);
  const handle = commands_[command] || commands_.help;
  return { text: handle(user, ...args), thread };
}

const commands_ = {
  help: () => Object.keys(commands_).join(', '),
  echo: (user, ...words) => words.join(' '),
  whoami: (user) => `${user.name} (${user.id})`,
};

/**
 * @param {string} channel
 * @param {string} text
 * @param {{threadId: string=, silent: boolean=}=} options
 * @returns {boolean}
 */
function post(channel, text, options) {
  const payload = Object.assign({ channel, text }, options);
  const response = UrlFetchApp.fetch(webhook_(), { method: 'post', contentType: 'application/json', payload: JSON.stringify(payload) });
  return response.getResponseCode() === 200;
}

function webhook_() {
  return PropertiesService.getScriptProperties().getProperty('WEBHOOK');
}
