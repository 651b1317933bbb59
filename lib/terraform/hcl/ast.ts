/** An expression of Terraform's language. `at` is its offset in the text that was parsed. */
export type Expression = { readonly at: number } & (
  | { readonly type: "literal"; readonly value: null | boolean | number }
  | { readonly type: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "attribute"; readonly of: Expression; readonly name: string }
  | { readonly type: "index"; readonly of: Expression; readonly key: Expression }
  /** `each` is evaluated for every item of `of`; in it, `{ type: "item" }` is the item. */
  | { readonly type: "splat"; readonly of: Expression; readonly each: Expression; readonly full: boolean }
  | { readonly type: "item" }
  | { readonly type: "unary"; readonly operator: "-" | "!"; readonly of: Expression }
  | {
      readonly type: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: "conditional"; readonly if: Expression; readonly then: Expression; readonly else: Expression }
  /** `expand`: the last argument is followed by `...`. */
  | {
      readonly type: "call";
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly expand: boolean;
    }
  | { readonly type: "tuple"; readonly items: readonly Expression[] }
  | { readonly type: "object"; readonly items: readonly ObjectItem[] }
  | ForExpression
  | { readonly type: "parentheses"; readonly of: Expression }
);

export interface ForExpression {
  readonly type: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly of: Expression;
  /** Undefined: the result is a tuple. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly group: boolean;
  readonly condition: Expression | undefined;
}

export interface ObjectItem {
  /** A bare name as key is a template of that name. */
  readonly key: Expression;
  readonly value: Expression;
}

/** In order of precedence, loosest first: each row binds tighter than the one before. */
export const BINARY_OPERATORS = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
] as const;

export type BinaryOperator = (typeof BINARY_OPERATORS)[number][number];

export type TemplatePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "interpolation"; readonly of: Expression }
  | {
      readonly type: "if";
      readonly if: Expression;
      readonly then: readonly TemplatePart[];
      readonly else: readonly TemplatePart[];
    }
  | {
      readonly type: "for";
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly of: Expression;
      readonly body: readonly TemplatePart[];
    };
