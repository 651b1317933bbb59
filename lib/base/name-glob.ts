/** Whether a name is a glob: `*` stands for any characters, `?` for one. */
export function isNameGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * Whether a name of an alarm, a topic, a filter or a log group is the given one. A glob means the whole name or a part of it between
 * characters that are neither letters nor digits: `payments-silent-*` means `shop-prod-payments-silent-critical`. All characters but
 * `*` and `?` stand for themselves, `/` and `.` too. A name that is not a glob means only itself.
 *
 * The work is the length of the name times that of the glob.
 */
export function nameMatcher(name: string): (candidate: string) => boolean {
  if (!isNameGlob(name)) return (candidate) => candidate === name;
  const glob = Array.from(name.replace(/\*+/g, "*"));
  return (candidate) => candidate === name || isFoundIn(glob, Array.from(candidate));
}

function isFoundIn(glob: readonly string[], text: readonly string[]): boolean {
  // The places in the glob that the text so far can have led to.
  let places = new Set<number>();
  for (let at = 0; at <= text.length; at++) {
    if (!isInside(text[at - 1])) places.add(0);
    // A star may stand for nothing. What is added is visited, too.
    for (const place of places) if (glob[place] === "*") places.add(place + 1);
    if (places.has(glob.length) && !isInside(text[at])) return true;
    const next = new Set<number>();
    for (const place of places) {
      const piece = glob[place];
      if (piece === "*") next.add(place);
      else if (piece !== undefined && (piece === "?" || piece === text[at])) next.add(place + 1);
    }
    places = next;
  }
  return false;
}

/** Whether a character is inside of a word: a part of a name does not begin behind one, nor end before one. */
function isInside(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
