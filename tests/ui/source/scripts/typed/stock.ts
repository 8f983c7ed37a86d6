interface Line {
  sku: string;
  count: number;
  note?: string;
}

enum Kind {
  Box = 'box',
  Bag = 'bag',
}

type Count = number;

function lines(kind: Kind, least: Count = 1): Line[] {
  return [];
}

function save(line: Line): void {}

async function counted(): Promise<Date> {
  return new Date();
}
