/** What the hours were for. */
enum Kind {
  Work = 'work',
  Leave = 'leave',
}

enum Weekday {
  Monday = 1,
  Tuesday,
  Wednesday,
  Thursday,
  Friday,
}

/** Hours of one person on one day. */
interface Entry {
  readonly person: string;
  /** ISO date. */
  day: string;
  hours: number;
  kind: Kind;
  note?: string | null;
}

/** An entry with what follows from it. */
interface RatedEntry extends Entry {
  overtime: number;
}

type Hours = number;
type ByPerson<T> = Record<string, T>;
type Row = [string, string, number, string];

class Ledger {
  static readonly sheetName = 'Hours';

  constructor(private readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {}

  get sheet(): GoogleAppsScript.Spreadsheet.Sheet {
    return this.spreadsheet.getSheetByName(Ledger.sheetName) ?? this.spreadsheet.insertSheet(Ledger.sheetName);
  }

  entries(): RatedEntry[] {
    const rows = this.sheet.getDataRange().getValues() as Row[];
    return rows.map(([person, day, hours, kind]) => ({
      person,
      day,
      hours,
      kind: kind as Kind,
      overtime: Math.max(0, hours - 8),
    }));
  }
}
