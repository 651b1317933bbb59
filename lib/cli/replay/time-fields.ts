import { type Contract, selectorText } from "../../contract";
import { defaultTimeFields, fieldPath, type LogOptions } from "../../records";

/** Where lines hold their time, by their contracts: before the usual names. Nothing where that are the usual names. */
export function timeFieldsOf(contracts: readonly Contract[]): Pick<LogOptions, "timeFields"> {
  const named = contracts.flatMap(({ line }) =>
    line.timestamp === undefined || line.text !== undefined ? [] : [selectorText(line.timestamp)],
  );
  const byPath = new Map([...named, ...defaultTimeFields].map((selector) => [pathOf(selector), selector]));
  const usual = defaultTimeFields.map(pathOf);
  return [...byPath.keys()].every((path, index) => path === usual[index]) ? {} : { timeFields: [...byPath.values()] };
}

function pathOf(selector: string): string {
  return JSON.stringify(fieldPath(selector));
}
