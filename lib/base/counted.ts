/** `1,204`. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** `1 alarm`, `1,204 alarms`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : several}`;
}

/** `none of 1 event`, `3 of 1,204 events`. Its verb is that of the part. */
export function countedOf(part: number, whole: number, one: string): string {
  return `${part === 0 ? "none" : count(part)} of ${counted(whole, one)}`;
}
