/**
 * Orders versions as Semantic Versioning does: negative if `a` is before `b`, zero if they are of equal precedence. A leading `v` and what
 * follows a `+` do not count. What is not a version comes before all versions.
 *
 * @see https://semver.org/#spec-item-11
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (left === undefined || right === undefined) return left === right ? order(a, b) : left === undefined ? -1 : 1;
  return compareAll(left.numbers, right.numbers) || comparePreReleases(left.preRelease, right.preRelease);
}

/** Whether a text is a version: `0.159.0`. */
export function isVersion(text: string): boolean {
  return versionOf(text) !== undefined;
}

interface Version {
  readonly numbers: readonly string[];
  /** Empty for a release. */
  readonly preRelease: readonly string[];
}

const number = "(0|[1-9][0-9]*)";
const identifier = `(?:${number.replace("(", "(?:")}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const preRelease = `${identifier}(?:\\.${identifier})*`;
const build = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const shape = new RegExp(`^v?${number}\\.${number}\\.${number}(?:-(${preRelease}))?(?:\\+${build})?$`);

function versionOf(text: string): Version | undefined {
  const [matched, major = "", minor = "", patch = "", preRelease] = shape.exec(text) ?? [];
  return matched === undefined
    ? undefined
    : { numbers: [major, minor, patch], preRelease: preRelease === undefined ? [] : preRelease.split(".") };
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  return compareAll(a, b);
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const compared = compareIdentifiers(left, right);
    if (compared !== 0) return compared;
  }
  return a.length - b.length;
}

const digits = /^[0-9]+$/;

// Numbers of any length, and before all texts.
function compareIdentifiers(a: string, b: string): number {
  if (digits.test(a) !== digits.test(b)) return digits.test(a) ? -1 : 1;
  return (digits.test(a) ? a.length - b.length : 0) || order(a, b);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
