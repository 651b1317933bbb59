/** The type of an object, with members that may be undefined as optional ones. */
export type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The object itself, typed as if its undefined members were left out. The provider bindings treat them so, but their types do not
 * allow them under `exactOptionalPropertyTypes`.
 */
export function given<T extends object>(values: T): Given<T> {
  return values;
}
