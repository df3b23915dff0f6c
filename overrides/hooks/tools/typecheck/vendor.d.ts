// The types of the vendored modules (see hooks/pyodide/pins.toml): only what our own modules use of them.

declare module "*/vendor/idiomorph-0.7.4/idiomorph.esm.js" {
  export const Idiomorph: {
    morph(
      old: Element,
      content: string | Node,
      config?: {
        morphStyle?: "innerHTML" | "outerHTML";
        callbacks?: Record<string, (...nodes: any[]) => boolean | void>;
      },
    ): void;
  };
}

declare module "*/vendor/dompurify-3.5.0/purify.min.js" {
  export interface DOMPurify {
    addHook(
      name: "uponSanitizeAttribute",
      hook: (
        element: Element,
        attribute: { attrName: string; attrValue: string; keepAttr: boolean; forceKeepAttr: boolean | undefined },
      ) => void,
    ): void;
    sanitize(html: string, options: Record<string, unknown>): DocumentFragment;
  }
}

declare module "*/vendor/fastest-levenshtein-1.0.16/mod.js" {
  export function distance(one: string, other: string): number;
}

declare module "*/vendor/prism-code-editor-5.4.0/index.js" {
  export interface Editor {
    readonly value: string;
    readonly textarea: HTMLTextAreaElement;
    readonly wrapper: HTMLElement;
    setOptions(options: Record<string, unknown>): void;
  }
  export function createEditor(
    host: Element,
    options: {
      language: string;
      value?: string;
      lineNumbers?: boolean;
      onUpdate?(value: string, editor: Editor): void;
      [option: string]: unknown;
    },
    ...extensions: unknown[]
  ): Editor;
}

declare module "*/vendor/prism-code-editor-5.4.0/extensions/commands/index.js" {
  export function defaultCommands(): unknown;
  export function editHistory(): unknown;
  export function setIgnoreTab(ignore: boolean): void;
}

declare module "*/vendor/prism-code-editor-5.4.0/languages/python.js";
declare module "*/vendor/prism-code-editor-5.4.0/prism/languages/python.js";
declare module "*/vendor/prism-code-editor-5.4.0/prism/languages/toml.js";

declare module "*/vendor/prism-code-editor-5.4.0/utils/index.js" {
  export function insertText(editor: unknown, text: string, start?: number, end?: number): void;
  export function setSelection(editor: unknown, start: number, end?: number): void;
}

interface Window {
  /** The controls that the reader used before the demo's script was loaded, with the type of the last event: see demo/early-events.js. */
  early?: Map<HTMLElement, string>;
  /** Set by vendor/dompurify. */
  DOMPurify?: import("*/vendor/dompurify-3.5.0/purify.min.js").DOMPurify;
  /** The Trusted Types API, which not every browser has. */
  trustedTypes?: {
    createPolicy<Rule extends string>(name: string, rules: Record<Rule, (text: string) => string | null>): Record<Rule, (text: string) => string>;
  };
}

// What worker-script.js puts after our part of the Python worker's script: Pyodide's own functions.
declare function loadPyodide(options: object): Promise<any>;
declare function _createPyodideModule(settings: object): Promise<any>;
