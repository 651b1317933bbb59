/** The object's type with `T | undefined` members as optional ones. */
export type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The object itself, its undefined members read as left out: what the provider bindings do with them, and their types, under
 * `exactOptionalPropertyTypes`, do not say.
 */
export function given<T extends object>(values: T): Given<T> {
  return values;
}
