/** Keys from the root of a JSON object to one of its values. */
export type FieldPath = readonly string[];

/**
 * Reads the selector of a field: `$.service.name`, `$['@timestamp']`, `$.['a.b'].c`, or a bare key of the root, `timestamp`.
 *
 * @throws Error for anything else; elements of arrays have no such selector
 */
export function fieldPath(selector: string): FieldPath {
  if (/^[\w@-]+$/.test(selector)) return [selector];
  const steps = [...selector.matchAll(STEP)];
  const length = steps.reduce((sum, [step]) => sum + step.length, 1);
  if (!selector.startsWith("$") || steps.length === 0 || length !== selector.length) {
    throw new Error(`"${selector}" is not a field: write $.name, $.name.part or $['the.key']`);
  }
  return steps.map(([, name, single, double]) => name ?? single ?? double ?? "");
}

const STEP = /(?:\.([\p{L}\p{Nd}_@$-]+)|\.?\['([^']+)'\]|\.?\["([^"]+)"\])/gu;
