/**
 * Sizes of database instances: what each has of the vCPUs and the memory of a `large`, which has two vCPUs. Classes of one family are
 * multiples of each other.
 */
const sizes = {
  large: 1,
  xlarge: 2,
  "2xlarge": 4,
  "4xlarge": 8,
  "8xlarge": 16,
  "12xlarge": 24,
  "16xlarge": 32,
  "24xlarge": 48,
  "32xlarge": 64,
  "48xlarge": 96,
} as const;

/** Families of classes by the memory of their `large`, in GiB. Those whose sizes are not multiples are left out. */
const families: readonly (readonly [gibibytes: number, names: string])[] = [
  [8, "m5 m5d m6g m6gd m6i m6id m7g m7i m8g"],
  [16, "r5 r5b r5d r6g r6gd r6i r6id r7g r7i r8g"],
  [32, "x2g"],
];

/** Burstable classes: vCPUs and GiB of memory. */
const burstable: Readonly<Record<string, readonly [vcpus: number, gibibytes: number]>> = {
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  "2xlarge": [8, 32],
};

const gibibyte = 2 ** 30;

type DatabaseClass = readonly [name: string, vcpus: number, memory: number];

const classes: readonly DatabaseClass[] = [
  ...families.flatMap(([gibibytes, names]) =>
    names
      .split(" ")
      .flatMap((family) =>
        Object.entries(sizes).map(([size, times]): DatabaseClass => [
          `db.${family}.${size}`,
          2 * times,
          gibibytes * times * gibibyte,
        ]),
      ),
  ),
  ...["t3", "t4g"].flatMap((family) =>
    Object.entries(burstable).map(([size, [vcpus, gibibytes]]): DatabaseClass => [
      `db.${family}.${size}`,
      vcpus,
      gibibytes * gibibyte,
    ]),
  ),
];

/**
 * Memory of classes of database instances of RDS and Aurora, in bytes. That a class is not listed says nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export const databaseMemory: Readonly<Record<string, number>> = Object.fromEntries(
  classes.map(([name, , memory]) => [name, memory]),
);

/** vCPUs of the same classes. */
export const databaseVcpus: Readonly<Record<string, number>> = Object.fromEntries(
  classes.map(([name, vcpus]) => [name, vcpus]),
);
