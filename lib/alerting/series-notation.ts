/**
 * Values in the notation of promtool: `0x10 1 2+3x4` is eleven times 0, then 1, 2, 5, 8, 11 and 14.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function seriesNotation(values: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < values.length;) {
    const value = values[at] ?? 0;
    const step = (values[at + 1] ?? value) - value;
    // Promtool adds the step up: that is exact for whole numbers only.
    const isExact = step === 0 || (Number.isSafeInteger(value) && Number.isSafeInteger(step));
    let more = 0;
    while (isExact && at + more + 1 < values.length && values[at + more + 1] === value + step * (more + 1)) more++;
    // Two values are as short alone, and the second may begin a longer run.
    if (more < 2) {
      parts.push(String(value));
      at++;
      continue;
    }
    parts.push(step === 0 ? `${value}x${more}` : `${value}${step > 0 ? "+" : "-"}${Math.abs(step)}x${more}`);
    at += more + 1;
  }
  return parts.join(" ");
}
