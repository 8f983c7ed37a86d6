/**
 * @typedef {Object} EventData
 * @property {string} title
 * @property {string} start
 * @property {string} end
 * @property {string[]=} guests
 * @property {{name: string, floor: ?number}} place
 */

/**
 * Copies events of the sheet into the calendar.
 *
 * @param {string} calendarId
 * @param {EventData[]} events
 * @param {boolean} [invite=false] whether guests get a mail
 * @return {Array<{id: string, created: boolean}>}
 */
function syncEvents(calendarId, events, invite) {
  const calendar = findCalendar(calendarId);
  return events.map((event) => {
    const [existing] = calendar.getEvents(new Date(event.start), new Date(event.end), { search: event.title });
    if (existing) return { id: existing.getId(), created: false };
    const made = calendar.createEvent(event.title, new Date(event.start), new Date(event.end), {
      location: event.place.name,
      guests: (event.guests || []).join(','),
      sendInvites: Boolean(invite),
    });
    return { id: made.getId(), created: true };
  });
}

/**
 * @param {string} id
 * @return {CalendarApp.Calendar}
 */
function findCalendar(id) {
  const calendar = CalendarApp.getCalendarById(id);
  if (!calendar) throw new Error(`No calendar ${id}`);
  return calendar;
}

/**
 * @param {string} calendarId
 * @param {string} day
 * @return {CalendarApp.CalendarEvent[]}
 */
function eventsOn(calendarId, day) {
  return findCalendar(calendarId).getEventsForDay(new Date(day));
}

/**
 * @param {string} calendarId
 * @param {string} from
 * @param {string} to
 * @return {{busy: Array<{from: number, to: number}>, free: number}} Milliseconds.
 */
function busyTimes(calendarId, from, to) {
  const busy = findCalendar(calendarId)
    .getEvents(new Date(from), new Date(to))
    .map((event) => ({ from: event.getStartTime().getTime(), to: event.getEndTime().getTime() }));
  const taken = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  return { busy, free: new Date(to) - new Date(from) - taken };
}
