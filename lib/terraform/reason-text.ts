import type { UnresolvedReason, UntoldByPlan } from "./reason";

/** A reason as a clause: `var.threshold has no value; give --var threshold=...`. */
export function reasonText(reason: UnresolvedReason): string {
  switch (reason.kind) {
    case "known-after-apply":
      return untoldText(reason.untold);
    case "partial-plan":
      return reason.because === "failed"
        ? `the plan failed half-way: ${MAY_BE_MISSING}`
        : `the plan was made of a part of the configuration (-target): ${MAY_BE_MISSING}`;
    case "deferred":
      return `the plan puts it off: ${reason.why ?? "no reason is given"}`;
    case "variable-without-value":
      return reason.module === undefined
        ? `var.${reason.variable} has no value; give --var ${reason.variable}=...`
        : `var.${reason.variable} of ${reason.module} has no value; give it in the module block`;
    case "variable-not-of-its-type":
      return `var.${reason.variable}: ${reason.fault}`;
    case "module-not-given":
      return `the documents of the module are not given; give the *.tf.json files of ${reason.folder} too, or terraform show -json of a plan`;
    case "module-from-registry":
      return "the module is fetched by terraform init; give terraform show -json of a plan";
    case "module-calls-itself":
      return `the module calls itself: ${reason.folders.map((folder) => (folder === "" ? "." : folder)).join(" -> ")}`;
    case "module-not-read":
      return `${reason.address} is not read: ${reasonText(reason.because)}`;
    case "instances-not-known":
      return `nobody knows the instances of ${reason.address}: ${reasonText(reason.because)}`;
    case "made-at-apply":
      return `${reason.what} is ${reason.by === "reading" ? "read" : "made up"} at apply`;
    case "secret":
      return `${reason.address} is a secret that is read at apply`;
    case "function-not-evaluated":
      return functionText(reason);
    case "pattern-not-evaluated":
      return `the pattern ${JSON.stringify(reason.pattern)} is not evaluated`;
    case "evaluation-error":
      return reason.at === undefined ? reason.text : `${reason.text} (${reason.at})`;
    case "syntax-error":
      return `${reason.text} (${reason.at}, character ${reason.character} of the text)`;
    case "refers-to-itself":
      return `${reason.what} refers to itself`;
    case "references-too-deep":
      return "too many references follow each other";
    case "dynamic-block-incomplete":
      return `the dynamic block "${reason.label}" needs for_each and content`;
    default:
      return attributeText(reason);
  }
}

const MAY_BE_MISSING = "resources that belong to these may be missing";
const ELSEWHERE = "show the state after apply, or give the configuration as *.tf.json";

function untoldText(untold: UntoldByPlan): string {
  switch (untold.what) {
    case "expression":
      return `known after apply, and a plan holds only what it refers to; ${ELSEWHERE}`;
    case "rest-of-text":
      return `known after apply: made of ${untold.references.join(", ")} and of what a plan does not hold; ${ELSEWHERE}`;
    case "choice": {
      const through = untold.through === undefined ? "" : ` through ${untold.through}`;
      return `known after apply${through}: one or several of ${untold.candidates.join(", ")}; ${ELSEWHERE}`;
    }
    case "key": {
      const keys = untold.keys.map((key) => JSON.stringify(key)).join(", ");
      return `known after apply: one or several of ${untold.reference}, which has ${keys}; ${ELSEWHERE}`;
    }
    case "local-value":
      return `known after apply through ${untold.through}, and a plan does not hold local values; ${ELSEWHERE}`;
    case "value":
      return `known after apply through ${untold.through}, and a plan does not tell its value; ${ELSEWHERE}`;
    case "item":
      return "known after apply, and a plan does not tell which item it is";
  }
}

function functionText({ because, name }: Extract<UnresolvedReason, { kind: "function-not-evaluated" }>): string {
  switch (because) {
    case "reads-files":
      return `${name}() reads a file beside the configuration, which is not given`;
    case "differs-every-run":
      return `${name}() is another value in every run`;
    case "not-implemented":
      return `function ${name} is not evaluated`;
  }
}

type OfAttribute = Extract<
  UnresolvedReason,
  {
    kind:
      | "not-of-its-type"
      | "not-one-of"
      | "excluded-by"
      | "no-dead-letter-target"
      | "too-many-blocks"
      | "name-made-at-apply"
      | "not-modelled";
  }
>;

function attributeText(reason: OfAttribute): string {
  switch (reason.kind) {
    case "not-of-its-type":
      return reason.text;
    case "not-one-of": {
      const elsewhere = reason.elsewhere === undefined ? "" : `; others are given as ${reason.elsewhere}`;
      return `"${reason.value}" is none of ${reason.choices.join(", ")}${elsewhere}`;
    }
    case "excluded-by":
      return `${reason.argument} is given, too, and they exclude each other`;
    case "no-dead-letter-target":
      return 'it is no JSON object with "deadLetterTargetArn"';
    case "too-many-blocks":
      return `there are ${reason.count}; a metric filter has one`;
    case "name-made-at-apply":
      return `${NAME_FROM[reason.from]}; ${JSON.stringify(reason.standIn)} stands for it`;
    case "not-modelled":
      return `replay does not model it, ${EFFECT[reason.effect]}`;
  }
}

const NAME_FROM = {
  prefix: "name_prefix has digits added at apply",
  nothing: "no name is configured, one is made at apply",
  "unknown-parts": "the name is made of what is known only after apply",
} as const;

const EFFECT = {
  "publishes-nothing": "so that the filter publishes nothing here",
  "filters-events-as-they-are": "events are filtered as they are in these logs",
} as const;
