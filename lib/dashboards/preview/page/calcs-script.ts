/** Numbers that a series is reduced to, by the names that Grafana has for them. Part of the page's script. */
export const calcsScript = String.raw`
  const present = (values) => values.filter((value) => value !== null && value !== undefined);
  const sum = (values) => present(values).reduce((all, value) => all + value, 0);
  const extreme = (values, pick) => present(values).reduce((best, value) => (best === null ? value : pick(best, value)), null);
  const mean = (values) => (present(values).length === 0 ? null : sum(values) / present(values).length);
  const ends = (values) => [present(values)[0], present(values).at(-1)];
  const share = (values, percent) => {
    const sorted = present(values).sort((a, b) => a - b);
    return sorted.length === 0 ? null : sorted[Math.round((sorted.length - 1) * percent / 100)];
  };
  const median = (values) => {
    const sorted = present(values).sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  };
  // What a counter grows by; after it begins anew, its next value is where it goes on from.
  const growth = (values) => {
    const some = present(values);
    let isUp = true;
    return some.reduce((total, value, at) => {
      const step = at === 0 ? 0 : value - some[at - 1];
      const next = step >= 0 && isUp ? total + step : total;
      isUp = step >= 0;
      return next;
    }, 0);
  };
  const deviation = (values) => {
    const middle = mean(values);
    return middle === null ? null : Math.sqrt(mean(present(values).map((value) => (value - middle) ** 2)));
  };
  const difference = (values) => (present(values).length === 0 ? null : ends(values)[1] - ends(values)[0]);
  const calcs = {
    last: ["Last", (values) => values.at(-1) ?? null], lastNotNull: ["Last *", (values) => present(values).at(-1) ?? null],
    first: ["First", (values) => values[0] ?? null], firstNotNull: ["First *", (values) => present(values)[0] ?? null],
    min: ["Min", (values) => extreme(values, Math.min)], max: ["Max", (values) => extreme(values, Math.max)],
    mean: ["Mean", mean], sum: ["Total", (values) => (present(values).length === 0 ? null : sum(values))], count: ["Count", (values) => present(values).length],
    median: ["Median", median], stdDev: ["StdDev", deviation], variance: ["Variance", (values) => (deviation(values) === null ? null : deviation(values) ** 2)],
    range: ["Range", (values) => (present(values).length === 0 ? null : extreme(values, Math.max) - extreme(values, Math.min))],
    diff: ["Difference", difference], delta: ["Delta", growth],
    diffperc: ["Difference percent", (values) => (ends(values)[0] ? (difference(values) / ends(values)[0]) * 100 : null)],
    distinctCount: ["Distinct count", (values) => new Set(present(values)).size],
  };
  const calcOf = (name) => {
    const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(name);
    if (percentile) return [percentile[0], (values) => share(values, Number(percentile[1]))];
    return Object.hasOwn(calcs, name) ? calcs[name] : calcs.lastNotNull;
  };
  const unitOfCalc = (name, unit) => (name === "count" || name === "distinctCount" ? undefined : name === "diffperc" ? "percent" : unit);
`;
