type Email = `${string}@${string}`;

interface Person {
  email: Email;
  name: { given: string; family: string };
  groups?: string[];
  manager: Email | null;
  suspended: boolean;
  custom: { [schema: string]: unknown };
}

type NewPerson = Omit<Person, 'suspended'> & { password: string };
type PersonOrNull = Person | null;

namespace Directory {
  export function user(email: string): GoogleAppsScript.AdminDirectory.Schema.User {
    return AdminDirectory.Users!.get(email);
  }
}

function getPerson(email: Email): PersonOrNull {
  try {
    return toPerson_(Directory.user(email));
  } catch {
    return null;
  }
}

function createPerson({ email, name, password }: NewPerson): Person {
  const user = { primaryEmail: email, name: { givenName: name.given, familyName: name.family }, password };
  return toPerson_(AdminDirectory.Users!.insert(user));
}

function suspend(emails: readonly Email[], reason: 'left' | 'leave' = 'left'): void {
  emails.forEach((email) => AdminDirectory.Users!.update({ suspended: true, suspensionReason: reason }, email));
}

function countByGroup(): { [group: string]: number } {
  return {};
}

function rawUser(email: string): GoogleAppsScript.AdminDirectory.Schema.User {
  return Directory.user(email);
}

const isAdmin = (email: string): boolean => Directory.user(email).isAdmin === true;

function pages(token?: string, size: number | undefined = 100): [Person[], string | undefined] {
  return [[], undefined];
}

function* everyone(): Generator<Person> {
  yield* [];
}

function toPerson_(user: any): Person {
  return user as Person;
}
