/**
 * The script of the page, as text. The page is complete without it. It writes texts only through `textContent`, so a name in the
 * page never becomes HTML.
 */
export const script = `"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["system", "light", "dark"];
  const button = document.getElementById("theme");
  button.hidden = false;
  let theme = 0;
  button.addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    if (theme === 0) delete root.dataset.theme;
    else root.dataset.theme = themes[theme];
    button.textContent = "Theme: " + themes[theme];
  });

  // A link to something folded unfolds it: when it is clicked (again, too, which changes no hash), and when the page is opened at it.
  const unfold = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    return target;
  };
  const unfoldAtHash = () => {
    const target = unfold(location.hash);
    if (target) target.scrollIntoView();
  };
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) unfold(link.getAttribute("href"));
  });
  addEventListener("hashchange", unfoldAtHash);
  unfoldAtHash();

  const filter = document.getElementById("filter");
  if (filter) {
    filter.closest("p").hidden = false;
    const rows = [...document.querySelectorAll("#timeline [data-name], #alarms [data-name]")];
    filter.addEventListener("input", () => {
      const text = filter.value.toLowerCase();
      const shown = new Set();
      for (const row of rows) {
        row.hidden = !row.dataset.name.toLowerCase().includes(text);
        if (!row.hidden) shown.add(row.dataset.name);
      }
      if (text !== "") document.querySelector(".quiet-rows")?.setAttribute("open", "");
      document.getElementById("filtered").textContent = text === "" ? "" : shown.size === 1 ? "1 alarm" : shown.size + " alarms";
    });
  }

  const stamp = (at) => new Date(at).toISOString().slice(0, 16).replace("T", " ") + " UTC";
  const SVG = "http://www.w3.org/2000/svg";

  // One reading for the whole page, near what it reads. Arrow keys move it where a picture has the focus.
  const follow = (host, surface, from, to, steps, say) => {
    const output = document.createElement("output");
    output.className = "reading";
    host.append(output);
    host.tabIndex = 0;
    let at = 0;
    const lines = surface().map((svg) => {
      const line = document.createElementNS(SVG, "line");
      line.setAttribute("class", "cross");
      line.setAttribute("y1", "0");
      line.setAttribute("y2", "100%");
      svg.append(line);
      return line;
    });
    const show = (share) => {
      at = Math.min(Math.max(share, 0), 1);
      for (const line of lines) {
        line.setAttribute("x1", at * 100 + "%");
        line.setAttribute("x2", at * 100 + "%");
      }
      host.classList.add("reads");
      output.textContent = stamp(from + Math.floor(at * (to - from) / 60000) * 60000) + "  " + say(at);
    };
    const hide = () => host.classList.remove("reads");
    host.addEventListener("pointermove", (event) => {
      // Pictures side by side have one axis: the pointer may be over any of them.
      const box = lines
        .map((line) => line.ownerSVGElement.getBoundingClientRect())
        .find(({ left, right }) => event.clientX >= left && event.clientX <= right);
      if (box === undefined) hide();
      else show((event.clientX - box.left) / box.width);
    });
    host.addEventListener("pointerleave", hide);
    host.addEventListener("focus", () => host.matches(":focus-visible") && show(at));
    host.addEventListener("blur", hide);
    host.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step === undefined || event.target !== host) return;
      event.preventDefault();
      show(at + step * (event.shiftKey ? 10 : 1) / steps);
    });
  };

  // Prepared when they come near the screen: a report may hold a thousand pictures.
  const prepare = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      prepare.unobserve(target);
      if (target.matches(".timeline")) readTimeline(target);
      else readChart(target);
    }
  }, { rootMargin: "200px" });
  for (const node of document.querySelectorAll(".timeline, .axes")) prepare.observe(node);

  function readTimeline(host) {
    const barsIn = (tracks) => [...host.querySelectorAll(tracks + " .bar-alarm")].map((bar) => {
      const x = parseFloat(bar.getAttribute("x")) / 100;
      return [x, x + parseFloat(bar.getAttribute("width")) / 100];
    });
    const at = (bars, share) => bars.filter(([start, end]) => share >= start && share < end).length + " in ALARM";
    const sides = host.matches(".pairs") ? [["before ", barsIn(".was")], ["after ", barsIn(".is")]] : [["", barsIn(".track")]];
    const tracks = () => [...host.querySelectorAll(".track")];
    follow(host, tracks, Number(host.dataset.from), Number(host.dataset.to), 200, (share) => {
      return sides.map(([name, bars]) => name + at(bars, share)).join(", ");
    });
  }

  function readChart(host) {
    const plot = host.querySelector(".plot");
    const columns = Number(plot.dataset.columns);
    const values = plot.dataset.values.split(" ").map((part) => part.split(":"));
    const number = (text) => Number(text).toLocaleString("en-US", { maximumSignificantDigits: 6 });
    follow(host, () => [plot], Number(plot.dataset.from), Number(plot.dataset.to), columns, (share) => {
      const column = Math.min(Math.floor(share * columns), columns - 1);
      let value = "";
      for (const [start, text] of values) {
        if (Number(start) > column) break;
        value = text;
      }
      return value === "" ? "no datapoint" : value.split("~").map(number).join(" to ");
    });
  }
})();`;
