import { Ledger } from './model/entry';

/**
 * Writes hours down.
 *
 * @param person whose hours
 * @param day ISO date
 */
export function logHours(person: string, day: string, hours: Hours, kind: Kind = Kind.Work, note?: string): Entry {
  const entry: Entry = { person, day, hours, kind, note };
  ledger_().sheet.appendRow([person, day, hours, kind, note ?? '']);
  return entry;
}

/** The sum for a person; all kinds unless some are named. */
function hoursOf(person: string, ...kinds: Kind[]): Hours {
  return ledger_()
    .entries()
    .filter((entry) => entry.person === person && (!kinds.length || kinds.includes(entry.kind)))
    .reduce((sum, { hours }) => sum + hours, 0);
}

/** Entries, newest first. */
const recent = (limit: number = 10): ReadonlyArray<RatedEntry> =>
  ledger_().entries().reverse().slice(0, limit);

const overtime = function (): ByPerson<Hours> {
  const sums: ByPerson<Hours> = {};
  for (const entry of ledger_().entries()) {
    sums[entry.person] = (sums[entry.person] ?? 0) + entry.overtime;
  }
  return sums;
};

function firstOf(person: string): Entry | undefined;
function firstOf(person: string, kind: Kind): Entry | undefined;
function firstOf(person: string, kind?: Kind): Entry | undefined {
  return ledger_().entries().find((entry) => entry.person === person && (!kind || entry.kind === kind));
}

async function importEntries(entries: Entry[], { dryRun = false }: { dryRun?: boolean } = {}): Promise<number> {
  if (!dryRun) entries.forEach((entry) => ledger_().sheet.appendRow(Object.values(entry)));
  return entries.length;
}

function isWorkday(day: Weekday): boolean {
  return day >= Weekday.Monday && day <= Weekday.Friday;
}

function pick<K extends keyof Entry>(person: string, field: K): Array<Entry[K]> {
  return ledger_().entries().filter((entry) => entry.person === person).map((entry) => entry[field]);
}

function lastEdit(): Date {
  return new Date();
}

function ledger_(): Ledger {
  return new Ledger(SpreadsheetApp.getActiveSpreadsheet());
}

declare function notHere(): void;
