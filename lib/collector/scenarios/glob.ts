/** Whether a whole text is what a glob means: `*` stands for any characters, `?` for one. The work is at most the product of the lengths. */
export function matchesGlob(glob: string, text: string): boolean {
  let [at, place, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    const piece = glob[place];
    if (piece === "*") {
      star = place;
      retry = at;
      place += 1;
    } else if (piece === "?" || (piece !== undefined && piece === text[at])) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      // The star stands for one character more.
      retry += 1;
      at = retry;
      place = star + 1;
    } else return false;
  }
  while (glob[place] === "*") place += 1;
  return place === glob.length;
}
