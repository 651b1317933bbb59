/** A name as the ID of a construct: `error_rate`, `error-rate` and `errorRate` become `ErrorRate`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A name in snake_case as the bindings and our constructs write it: `age_of_oldest_message` becomes `ageOfOldestMessage`. */
export type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** See {@link CamelCase}. */
export function camelCase<Name extends string>(name: Name): CamelCase<Name> {
  return name.replace(/_+(.)/g, (_, first: string) => first.toUpperCase()) as CamelCase<Name>;
}
