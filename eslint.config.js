const js = require("@eslint/js");
const prettier = require("eslint-config-prettier");
const tseslint = require("typescript-eslint");
const sightline = require("./eslint-rules.js");

module.exports = tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "node_modules/", "coverage/", "test/golden/", "examples/shop/logs/generated/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: __dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { prefer: "type-imports", fixStyle: "inline-type-imports" },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Type aliases read better than interfaces for unions of shapes that stand side by side.
      "@typescript-eslint/consistent-type-definitions": "off",
      // The empty record is the neutral element of the contract's type-level merging.
      "@typescript-eslint/no-generated-empty-object-type": "off",
    },
  },
  {
    // Inputs of any size, with keys of any name.
    files: ["lib/**/*.ts"],
    plugins: { sightline },
    rules: { "sightline/no-unbounded-spread": "error", "sightline/no-inherited-key": "error" },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: [
      "lib/constructs/**/*.ts",
      "lib/stacks/**/*.ts",
      "main.ts",
      "examples/**/*.ts",
      "test/**/*.ts",
      "bench/**/*.ts",
    ],
    // A construct registers itself in its scope: `new LogGroup(this, "LogGroup")` is a statement.
    rules: { "no-new": "off", "@typescript-eslint/no-unused-expressions": "off" },
  },
  {
    files: ["**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        module: "writable",
        require: "readonly",
        __dirname: "readonly",
        process: "readonly",
        console: "readonly",
      },
    },
  },
  prettier,
);
