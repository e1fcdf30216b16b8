const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const isNumber = (field: string): boolean => /^\d+$/.test(field);

/** When a schedule runs, in the words that the API takes for its cron; where there are none, the cron. */
export function timingWords(cron: string): string {
  const [minute = '', hour = '', day, month, weekday = ''] = cron.split(' ');
  if (month !== '*') return cron;
  const every = /^\*\/(2|3|4|6|8|12)$/.exec(hour)?.[1];
  if (minute === '0' && day === '*' && weekday === '*') {
    if (hour === '*') return 'hourly';
    if (every !== undefined) return `every ${every} hours`;
  }
  if (!isNumber(minute) || !isNumber(hour)) return cron;
  const on = daysOf(day ?? '', weekday);
  return on === null ? cron : `${on} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** The days of a cron in words; null: there are none for them. */
function daysOf(day: string, weekday: string): string | null {
  if (weekday === '*') return day === '*' ? 'daily' : isNumber(day) ? `monthly on ${day}` : null;
  if (day !== '*') return null;
  if (weekday === '1-5') return 'weekdays';
  const short = weekday.toLowerCase();
  const name = weekdays.find(
    (each, index) => (each.startsWith(short.slice(0, 3)) && short.length === 3) || short === String(index),
  );
  return name === undefined ? null : `weekly on ${name}`;
}
