import { refuse } from "../errors";

/** Far more than any text in AWS has. */
const LONGEST = 4_000_000;

/** Refuses a result that would be too long, before it is made. */
export function checkedLength(length: number): void {
  if (length > LONGEST) refuse(`the result would be longer than ${LONGEST} characters`);
}
