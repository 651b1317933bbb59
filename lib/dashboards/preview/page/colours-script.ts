/**
 * Colours of the page: Grafana's classic palette on a dark ground, darker ones of the same hues on a light one, so that lines have a
 * contrast of 3 and texts one of 4.5. Part of the page's script.
 */
export const coloursScript = String.raw`
  const hues = {
    green: ["#73bf69", "#3b8132"], yellow: ["#f2cc0c", "#a77d00"], blue: ["#6fa0f5", "#2a66c8"], orange: ["#ff9830", "#c95b00"],
    red: ["#f2495c", "#cf1f37"], purple: ["#b877d9", "#8f3bb8"], teal: ["#4fc3c8", "#157f86"], pink: ["#f08fb5", "#b23a70"],
    brown: ["#c9a27a", "#80592e"], grey: ["#9fa7b3", "#5e646b"],
  };
  const palette = ["green", "yellow", "blue", "orange", "red", "purple", "teal", "pink", "brown", "grey"];
  const isDark = () => getComputedStyle(document.documentElement).colorScheme.trim() === "dark";
  const ground = () => (isDark() ? "#181b1f" : "#ffffff");
  const channels = (colour) => {
    const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})([0-9a-f]{2})?$/i.exec(colour);
    if (hex) {
      const text = hex[1].length === 3 ? [...hex[1]].map((digit) => digit + digit).join("") : hex[1];
      return [0, 2, 4].map((at) => parseInt(text.slice(at, at + 2), 16));
    }
    const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]{1,6}\s*)?\)$/i.exec(colour);
    return rgb ? [rgb[1], rgb[2], rgb[3]].map((part) => Math.min(Number(part), 255)) : undefined;
  };
  const toHex = (parts) => "#" + parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  // Moves a colour towards white or black until it stands out.
  const readable = (colour, on, least) => {
    const target = luminance(on) > 0.4 ? [0, 0, 0] : [255, 255, 255];
    let parts = channels(colour);
    for (let step = 0; step < 20 && contrast(toHex(parts), on) < least; step++) parts = parts.map((part, at) => part + (target[at] - part) * 0.12);
    return toHex(parts);
  };
  const inkOn = (colour) => (contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000");
  const alias = { white: "#ffffff", black: "#000000", gray: "#9fa7b3", grey: "#9fa7b3", cyan: "#4fc3c8", text: "" };
  const clear = (colour, alpha) => "rgba(" + channels(colour).join(",") + "," + alpha + ")";
  const mixed = (colour, on, share) => toHex(channels(colour).map((part, at) => part * share + channels(on)[at] * (1 - share)));
  // A colour of a dashboard's JSON: a name of Grafana's, or a value of CSS; anything else is grey.
  const colourOf = (name, least) => {
    const text = String(name);
    const hue = text.replace(/^(super-light|semi-dark|light|dark)-/, "");
    const shade = Object.hasOwn(hues, hue) ? hues[hue][isDark() ? 0 : 1] : undefined;
    const known = shade ?? (channels(text) ? toHex(channels(text)) : Object.hasOwn(alias, text) ? alias[text] || (isDark() ? "#ccccdc" : "#24292e") : undefined);
    return readable(known ?? hues.grey[isDark() ? 0 : 1], ground(), least ?? 3);
  };
  const seriesColour = (index) => colourOf(palette[index % palette.length]);
`;
