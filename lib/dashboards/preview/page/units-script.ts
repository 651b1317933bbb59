/**
 * Values as Grafana writes them: `format(value, unit, decimals)` gives a text. A unit that is not known stands behind the number, as in
 * Grafana. Part of the page's script.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export const unitsScript = String.raw`
  const digitsOf = (value) => {
    const size = Math.abs(value);
    if (size === 0 || Number.isInteger(value)) return 0;
    return Math.min(Math.max(2 - Math.floor(Math.log10(size)), 0), 8);
  };
  const plain = (value, decimals) => {
    const text = value.toFixed(decimals === undefined ? digitsOf(value) : Math.min(Math.max(decimals, 0), 20));
    return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
  };
  const grouped = (value, decimals) => {
    const [whole, rest] = plain(value, decimals).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest);
  };
  // Each step of a ladder is so many times the one before.
  const ladder = (value, decimals, names, factor, start) => {
    let step = start;
    let left = value;
    while (Math.abs(left) >= factor && step < names.length - 1) {
      left /= factor;
      step++;
    }
    return plain(left, decimals) + names[step];
  };
  const shorts = ["", " K", " Mil", " Bil", " Tri", " Quadr"];
  const si = ["", "k", "M", "G", "T", "P"];
  const iec = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
  const scaled = (suffix, prefixes, factor, start) => (value, decimals) =>
    ladder(value, decimals, prefixes.map((prefix) => " " + prefix + suffix), factor, start || 0);
  const counted = (suffix) => (value, decimals) =>
    ladder(value, decimals, ["", "K", "M", "B", "T"].map((name) => (name === "" ? "" : " " + name) + " " + suffix), 1000, 0);
  const money = (sign) => (value, decimals) => (value < 0 ? "-" : "") + sign + ladder(Math.abs(value), decimals === undefined && Math.abs(value) < 1000 && !Number.isInteger(value) ? Math.max(2, digitsOf(value)) : decimals, ["", "K", "M", "B", "T"], 1000, 0);
  const behind = (suffix) => (value, decimals) => plain(value, decimals) + suffix;
  // Seconds, whatever the unit.
  const times = [[1e-9, " ns"], [1e-6, " µs"], [1e-3, " ms"], [1, " s"], [60, " mins"], [3600, " hours"], [86400, " days"], [604800, " weeks"], [31536000, " years"]];
  const duration = (unit) => (value, decimals) => {
    if (value === 0) return "0" + times.find(([size]) => size === unit)[1];
    const seconds = Math.abs(value) * unit;
    const [size, name] = times.findLast(([each]) => seconds >= each) ?? times[0];
    return plain((value * unit) / size, decimals) + name;
  };
  const long = (unit) => (value) => {
    let seconds = Math.abs(value) * unit;
    const parts = [];
    for (const [size, name] of [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]]) {
      const number = Math.floor(seconds / size);
      seconds -= number * size;
      if (number > 0 && parts.length < 2) parts.push(number + " " + name + (number === 1 ? "" : "s"));
    }
    return (value < 0 ? "-" : "") + (parts.join(", ") || duration(unit)(value));
  };
  const stamp = (at) => (Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().replace("T", " ").replace(/\.000Z$|Z$/, "") : String(at));
  const boolean = (yes, no) => (value) => (value === 0 ? no : yes);
  const units = {
    none: plain, string: plain, short: (value, decimals) => ladder(value, decimals, shorts, 1000, 0), sishort: scaled("", si, 1000), locale: grouped,
    percent: behind("%"), percentunit: (value, decimals) => plain(value * 100, decimals) + "%", humidity: behind(" %H"),
    bytes: scaled("B", iec, 1024), kbytes: scaled("B", iec, 1024, 1), mbytes: scaled("B", iec, 1024, 2), gbytes: scaled("B", iec, 1024, 3),
    decbytes: scaled("B", si, 1000), deckbytes: scaled("B", si, 1000, 1), decmbytes: scaled("B", si, 1000, 2), decgbytes: scaled("B", si, 1000, 3),
    bits: scaled("b", iec, 1024), decbits: scaled("b", si, 1000),
    Bps: scaled("B/s", si, 1000), binBps: scaled("B/s", iec, 1024), KBs: scaled("B/s", si, 1000, 1), MBs: scaled("B/s", si, 1000, 2), bps: scaled("b/s", si, 1000), binbps: scaled("b/s", iec, 1024), pps: scaled("p/s", si, 1000),
    ns: duration(1e-9), "µs": duration(1e-6), ms: duration(1e-3), s: duration(1), m: duration(60), h: duration(3600), d: duration(86400),
    dtdurationms: long(1e-3), dtdurations: long(1), dthms: long(1), dtdhms: long(1), clockms: long(1e-3), clocks: long(1),
    cps: counted("c/s"), ops: counted("ops/s"), reqps: counted("req/s"), rps: counted("rd/s"), wps: counted("wr/s"), iops: counted("io/s"), eps: counted("ev/s"), mps: counted("msg/s"), recps: counted("rec/s"), rowsps: counted("rows/s"),
    cpm: counted("c/m"), opm: counted("ops/m"), reqpm: counted("req/m"), rpm: counted("rd/m"), wpm: counted("wr/m"), epm: counted("ev/m"),
    currencyUSD: money("$"), currencyEUR: money("€"), currencyGBP: money("£"), currencyJPY: money("¥"), currencyINR: money("₹"), currencyCHF: (value, decimals) => money("")(value, decimals) + " CHF",
    celsius: behind(" °C"), fahrenheit: behind(" °F"), hertz: scaled("Hz", si, 1000), watt: scaled("W", si, 1000), joule: scaled("J", si, 1000), volt: scaled("V", si, 1000), amp: scaled("A", si, 1000),
    bool: boolean("True", "False"), bool_yes_no: boolean("Yes", "No"), bool_on_off: boolean("On", "Off"),
    dateTimeAsIso: stamp, dateTimeAsUS: stamp, dateTimeAsLocal: stamp, dateTimeAsSystem: stamp, dateTimeFromNow: stamp,
  };
  const custom = { suffix: behind, count: counted, si: (text) => scaled(text.replace(/^[kMGTP](?=.)/, ""), si, 1000), currency: money, prefix: (text) => (value, decimals) => text + plain(value, decimals) };
  const format = (value, unit, decimals) => {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    if (typeof value !== "number") return String(value);
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
    if (unit === undefined || unit === "") return plain(value, decimals);
    if (Object.hasOwn(units, unit)) return units[unit](value, decimals);
    const at = unit.indexOf(":");
    const kind = unit.slice(0, Math.max(at, 0));
    if (Object.hasOwn(custom, kind)) return custom[kind](unit.slice(at + 1))(value, decimals);
    return plain(value, decimals) + " " + unit;
  };
`;
