import { line, nearest } from "../base";

/** What to write in place of a name that is not a time zone: a name that is nearly the same, if there is one. */
export function timeZoneFix(name: string): string {
  const meant = nearestTimeZone(name);
  return meant === undefined
    ? "Write a name of the IANA database, such as Europe/Berlin or UTC."
    : line`Write the name as the IANA database has it. Did you mean "${meant}"?`;
}

/** The time zone that a misspelt name is meant to be, also a city without its continent; undefined if none is near. */
export function nearestTimeZone(name: string): string | undefined {
  zones ??= [...aliases.filter(isAccepted), ...Intl.supportedValuesOf("timeZone")];
  const words = name.trim().replaceAll(/\s+/g, "_");
  const city = words.toLowerCase();
  const ofCity = words.includes("/") ? undefined : zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  return ofCity ?? nearest(words, zones);
}

let zones: readonly string[] | undefined;

// Names that are accepted but not listed: ICU lists each zone once, some under older names than people write.
const aliases = [
  "UTC",
  "GMT",
  "Etc/UTC",
  "CET",
  "EET",
  "WET",
  "EST",
  "MST",
  "HST",
  "EST5EDT",
  "CST6CDT",
  "MST7MDT",
  "PST8PDT",
  "US/Eastern",
  "US/Central",
  "US/Mountain",
  "US/Pacific",
  "America/Argentina/Buenos_Aires",
  "America/Indiana/Indianapolis",
  "America/Kentucky/Louisville",
  "America/Nuuk",
  "Asia/Ho_Chi_Minh",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Yangon",
  "Atlantic/Faroe",
  "Europe/Kyiv",
  "Pacific/Kanton",
];

function isAccepted(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
