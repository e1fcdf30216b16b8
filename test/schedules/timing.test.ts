import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cron, nextRun, timezone } from '../../src/schedules/index.ts';

const refusal = (text: string): string => cron.safeParse(text).error?.issues[0]?.message ?? '';

describe('when a schedule runs', () => {
  for (const [said, meant] of [
    ['0 3 * * *', '0 3 * * *'],
    ['  30  22 * * mon-fri ', '30 22 * * mon-fri'],
    ['0 0 L * *', '0 0 L * *'],
    ['hourly', '0 * * * *'],
    ['every 6 hours', '0 */6 * * *'],
    ['Daily at 03:00', '0 3 * * *'],
    ['weekdays at 22:30', '30 22 * * 1-5'],
    ['weekly on Sunday at 4:05', '5 4 * * SUN'],
    ['monthly on 31 at 05:00', '0 5 31 * *'],
  ] as const)
    test(`"${said}" is ${meant}`, () => assert.equal(cron.parse(said), meant));

  for (const [said, why] of [
    ['', /five fields/],
    ['sometimes', /five fields/],
    ['daily at 25:00', /five fields/],
    ['daily at noon', /five fields/],
    ['* * * * * *', /five fields/],
    ['@daily', /five fields/],
    ['0 ? * * *', /five fields/],
    ['2030-01-01T00:00:00', /five fields/],
    ['0 0 30 2 *', /no such day/],
    ['* * * * *', /at least|greater than or equal to 1 hour/],
    ['0,30 3 1 1 *', /1 hour/],
    ['59,0 * * * *', /1 hour/],
    ['x'.repeat(101), /./],
  ] as const)
    test(`"${said.slice(0, 30)}" is refused`, () => assert.match(refusal(said), why));

  test('a zone is known by its name', () => {
    for (const zone of ['UTC', 'Europe/Oslo', 'America/Argentina/Ushuaia'])
      assert.ok(timezone.safeParse(zone).success, zone);
    for (const zone of ['', 'Mars/Phobos', '+01:00', 'Europe/Oslo; x'])
      assert.ok(!timezone.safeParse(zone).success, zone);
  });
});

/** Zones whose clocks change by an hour or by half of one, at night or at midnight, and by never. */
const zones = ['Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo', 'UTC'];

/** The day and the minute of it that the clock of a zone shows. */
function shown(zone: string, at: Date): { day: string; minute: number } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const [day = '', time = ''] = format.format(at).split(', ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { day, minute: 60 * hour + minute };
}

test('a daily schedule runs once on each day of any zone, when its clock says so or has skipped that', () => {
  const minutes = fc.oneof(fc.nat({ max: 24 * 60 - 1 }), fc.nat({ max: 4 * 60 }));
  const property = fc.property(fc.constantFrom(...zones), minutes, fc.nat({ max: 364 }), (zone, minute, day) => {
    const when = { cron: `${minute % 60} ${Math.floor(minute / 60)} * * *`, timezone: zone };
    let at = new Date(Date.UTC(2026, 0, 1 + day));
    const days: string[] = [];
    for (let n = 0; n < 40; n++) {
      at = nextRun(when, at);
      const clock = shown(zone, at);
      const late = clock.minute - minute;
      assert.ok(late >= 0 && late <= 60, `${at.toISOString()} in ${zone} is ${clock.minute}, not ${minute}`);
      // a clock that shows the same time twice does so later, too: it has not run before
      const before = shown(zone, new Date(at.getTime() - 1));
      if (late > 0) assert.ok(before.day !== clock.day || before.minute < minute, 'late only where that is skipped');
      days.push(clock.day);
    }
    const first = Date.parse(days[0] ?? '');
    const all = days.map((_, n) => new Date(first + n * 86_400_000).toISOString().slice(0, 10));
    assert.deepEqual(days, all);
  });
  fc.assert(property, { numRuns: 60 });
});
