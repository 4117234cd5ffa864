import { globalIgnores } from "eslint/config";
import next from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  globalIgnores([
    ".next",
    ".data",
    "lib/generated",
    "bench/node_modules",
    "next-env.d.ts",
    "test-results",
    "playwright-report",
  ]),
  ...next,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // Both spellings read well; the house does not care which.
      "@typescript-eslint/consistent-type-definitions": "off",
      // Numbers in templates are what most of ours are made of.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `noUncheckedIndexedAccess` makes an assertion the honest form where the index was just checked.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-empty-function": "off",
      // Lengths are counted in code points, as the platform counts them.
      "@typescript-eslint/no-misused-spread": "off",
      // Async by contract: handlers, actions and route functions answer a promise whatever they do inside.
      "@typescript-eslint/require-await": "off",
      // Libraries declare plain functions as methods; handing one on is what they are for.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ["{app,components}/**/*.tsx"],
    ignores: ["**/*.test.tsx"],
    rules: {
      // Words come from the message catalogue; what is left are signs.
      "react/jsx-no-literals": [
        "error",
        { noStrings: true, ignoreProps: true, allowedStrings: ["·", "–", "…", "/", ",", "⌘K", "%"] },
      ],
      "max-lines-per-function": ["error", { max: 60, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    // Every export of an actions file is an endpoint: only what the wrapper made may be one.
    files: ["lib/*/actions.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportNamedDeclaration > :not(VariableDeclaration)",
          message: "Export nothing but `const xAction = action(…)`.",
        },
        {
          selector:
            "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator[init.callee.name!=/^(action|connectingAction)$/]",
          message: "Export nothing but `const xAction = action(…)`.",
        },
        { selector: "ExportDefaultDeclaration", message: "Export nothing but `const xAction = action(…)`." },
      ],
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**/*.ts", "**/*.fixture.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    files: ["e2e/**/*.ts"],
    // Playwright's fixtures hand over with `use`, which is no React hook.
    rules: { "react-hooks/rules-of-hooks": "off", "no-empty-pattern": "off" },
  },
  { files: ["scripts/**/*.{ts,mjs}", "emulator/**/*.ts", "bench/**/*.ts"], rules: { "no-console": "off" } },
);
