// Types that hold themselves.

interface Employee {
  name: string;
  manager: Employee | null;
  assistant?: Employee;
  reports: Employee[];
  deputies: Record<string, Employee>;
  team: Team;
}

interface Team {
  title: string;
  lead: Employee;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Nest = Nest[];
type Loop = Pool;
type Pool = Loop;
type Branches = { left: Branches; right: Branches }[];

function employee(name: string): Employee | undefined {
  return undefined;
}

function team(title: string, lead?: Employee): Team {
  return { title, lead: lead! };
}

function settings(): Json {
  return null;
}

function nested(depth: number): Nest {
  return depth > 0 ? [nested(depth - 1)] : [];
}

const loop = (value: Loop): Branches => value as any;
