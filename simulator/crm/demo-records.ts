/*
 * A stand-in for the CRM's export: Candidates and Contacts as `PUT /v1/records` takes them. The same seed gives the same
 * people; numbers are made up, addresses end in example.co.uk.
 */

export type DemoRecord = {
  readonly id: string;
  readonly kind: 'candidate' | 'contact';
  readonly knownAs: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string;
  readonly company: string;
  readonly location: string;
  readonly status: string;
  readonly emails: readonly string[];
  readonly phones: readonly { readonly label: string; readonly raw: string }[];
  readonly updatedAt: number;
};

const FIRST = (
  'Amara Ben Chloe Daniel Esther Farid Grace Hamish Imogen Jack Kavita Liam Megan Nathan Olivia Priya Quentin Rhys ' +
  'Siobhan Tariq Una Victor Wendy Xavier Yasmin Zoe Aoife Bartosz Ciara Dylan Elif Fergus Gwen Hugo Isla Jakub Kemi ' +
  'Leona Marek Niamh Oscar Petra Rosa Sean Tilda Uzma Vera Will Zofia José Renée Björn Łukasz Ana'
).split(' ');
const LAST = (
  "Okafor Carter Davies Evans Fletcher Gill Hughes Ibrahim Jones Khan Lewis Murphy Nowak O'Neill Patel Quinn Roberts " +
  'Shah Taylor Underwood Vaughan Walker Young Zieliński Ahmed Brown Campbell Doyle Ellis Ferguson García Hall Iqbal ' +
  'Jenkins Kelly Lawson Morgan Nguyen Owusu Price Reid Singh Thomas Wilson Wright Clarke Edwards Green Harris Müller'
).split(' ');
const JOBS = [
  'Site Manager',
  'Electrician',
  'Quantity Surveyor',
  'Registered Nurse',
  'Management Accountant',
  'HGV Driver',
  'Teaching Assistant',
  'Software Engineer',
  'Warehouse Operative',
  'Project Manager',
  'Care Assistant',
  'Mechanical Fitter',
  'Payroll Clerk',
  'Sous Chef',
  'Business Analyst',
];
const CONTACT_JOBS = [
  'HR Manager',
  'Hiring Manager',
  'Operations Director',
  'Talent Partner',
  'Finance Director',
];
const COMPANIES = [
  'Northgate Build',
  'Harbour Care',
  'Pennine Logistics',
  'Brightwater Schools',
  'Castle Accounting',
  'Fenland Foods',
  'Mersey Engineering',
  'Albion Retail',
  'Thames Software',
  'Severn Hotels',
];
const PLACES =
  'Leeds Manchester Bristol Cardiff Glasgow Birmingham Norwich London Exeter Sheffield Belfast York'.split(
    ' ',
  );
const STATUSES = ['Active', 'Active', 'Active', 'Placed', 'On hold', 'New'];

/** `count` records; every eighth is a Contact. Some have no known-as name, no number, two numbers or an odd format. */
export function* generateDemoRecords(count: number, seed = 1): Generator<DemoRecord> {
  const random = createRandom(seed);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  for (let index = 0; index < count; index += 1) {
    const isContact = index % 8 === 7;
    const firstName = pick(FIRST);
    const lastName = pick(LAST);
    const place = pick(PLACES);
    yield {
      id: `${isContact ? 'CON' : 'CAN'}-${100_000 + index}`,
      kind: isContact ? 'contact' : 'candidate',
      knownAs: index % 13 === 5 ? '' : firstName,
      firstName: index % 13 === 5 ? '' : firstName,
      lastName,
      jobTitle: isContact ? pick(CONTACT_JOBS) : pick(JOBS),
      company: isContact || index % 3 === 0 ? pick(COMPANIES) : '',
      location: place,
      status: pick(STATUSES),
      emails: index % 17 === 3 ? [] : [`${asciiOf(firstName)}.${asciiOf(lastName)}${index}@example.co.uk`],
      phones: phonesOf(index, random),
      updatedAt: 1_795_000_000_000 + index,
    };
  }
}

/** Outside the first thousand, which the named demo people use, so that nobody shares a number by accident. */
function phonesOf(index: number, random: () => number): DemoRecord['phones'] {
  if (index % 29 === 11) return [];
  const digits = String(index % 1_000_000).padStart(6, '0');
  const mobile = `07${String(3 + (index % 6))}${String(10 + (Math.floor(index / 7) % 90))}${digits}`;
  const formats = [
    mobile,
    `+44${mobile.slice(1)}`,
    `${mobile.slice(0, 5)} ${mobile.slice(5, 8)} ${mobile.slice(8)}`,
  ];
  const first = { label: 'Mobile', raw: formats[Math.floor(random() * formats.length)] ?? mobile };
  return index % 11 === 4
    ? [first, { label: 'Home', raw: `020 7946 ${String(index % 1000).padStart(4, '0')}` }]
    : [first];
}

function asciiOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{ASCII}]|'/gu, '')
    .toLowerCase();
}

/** A small seeded generator (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
