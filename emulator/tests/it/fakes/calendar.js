const calendar = { getName: () => `the calendar of ${Session.getActiveUser().getEmail()}` };
var CalendarApp = {
  answer: 42,
  getDefaultCalendar: () => calendar,
  fail: () => {
    throw new Error('from the fake');
  },
};
