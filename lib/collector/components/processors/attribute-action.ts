import type { Text } from "../../model/reference";

/** One step on attributes: a key, what is done to it, and what that needs. */
export type AttributeAction = SetAttribute | RemoveAttribute | HashAttribute | ExtractAttributes | ConvertAttribute;

/** What an attribute may hold. */
export type AttributeValue =
  Text | number | boolean | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };

/** Sets an attribute, from one source. */
export type SetAttribute = SetAttributeCommon &
  (
    | { readonly value: AttributeValue; readonly from_attribute?: never; readonly from_context?: never }
    | { readonly value?: never; readonly from_attribute: string; readonly from_context?: never }
    | { readonly value?: never; readonly from_attribute?: never; readonly from_context: ContextKey }
    | {
        readonly value?: never;
        readonly from_attribute?: never;
        readonly from_context?: never;
        readonly default_value: AttributeValue;
      }
  );

/**
 * A value that came with the request: a header (`metadata.x-tenant`; the receiver needs `include_metadata: true`), what an authenticator
 * found out (`auth.subject`), or the client's address. A batch processor before this one loses it.
 */
export type ContextKey = `metadata.${string}` | `auth.${string}` | "client.address";

interface SetAttributeCommon {
  /** The attribute to set. */
  readonly key: string;

  /** `insert`: only where it is missing. `update`: only where it is there. `upsert`: always. */
  readonly action: "insert" | "update" | "upsert";

  /**
   * What it is set to; its type is kept.
   *
   * @default - none: one of the other sources
   */
  readonly value?: AttributeValue;

  /**
   * The attribute to copy from; nothing happens where that is missing.
   *
   * @default - none: one of the other sources
   */
  readonly from_attribute?: string;

  /**
   * What to copy from the request; nothing happens where that is missing.
   *
   * @default - none: one of the other sources
   */
  readonly from_context?: ContextKey;

  /**
   * What it is set to where the source has nothing.
   *
   * @default - none: nothing happens there
   */
  readonly default_value?: AttributeValue;
}

/** Removes attributes. */
export type RemoveAttribute = KeyOrPattern & {
  /** Removes what has the key, or a key that matches. */
  readonly action: "delete";
};

/** Replaces values by their SHA-256, in hexadecimal. Short or guessable values can be found again from it. */
export type HashAttribute = KeyOrPattern & {
  /** Hashes what has the key, or a key that matches. */
  readonly action: "hash";
};

/** A key, a pattern of keys, or both: whichever matches. */
type KeyOrPattern =
  | {
      /** The attribute. */
      readonly key: string;

      /**
       * A regular expression of further keys. It matches anywhere in a key unless anchored.
       *
       * @default - none: only `key`
       */
      readonly pattern?: Text;
    }
  | {
      readonly key?: never;

      /** A regular expression of keys. It matches anywhere in a key unless anchored. */
      readonly pattern: Text;
    };

/** Makes attributes of the named groups of a regular expression. */
export interface ExtractAttributes {
  /** The attribute to read; it stays. Only texts are read. */
  readonly key: string;

  /** Reads the value by a regular expression. */
  readonly action: "extract";

  /** All groups must have a name, which is the new attribute's key: `^/(?P<tenant>[^/]+)`. What is there already is overwritten. */
  readonly pattern: Text;
}

/** Changes the type of a value. What cannot be converted stays. */
export interface ConvertAttribute {
  /** The attribute. */
  readonly key: string;

  /** Converts the value. */
  readonly action: "convert";

  /** The type that it gets. */
  readonly converted_type: "string" | "int" | "double";
}
