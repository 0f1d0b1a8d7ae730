// Leads whoever comes by «?figur=», «?tiltak=», «?oppgave=» or «#» to what is asked for, and keeps it in sight while the page grows.
(() => {
  const STEP = 100, QUIET_STEPS = 15, LONGEST = 60000;
  const SIGNS = ["wheel", "touchstart", "keydown", "pointerdown"];
  let timer = null, limit = null;

  const stop = () => {
    clearInterval(timer);
    clearTimeout(limit);
  };

  const lead = (arrived) => {
    stop();
    const asked = new URLSearchParams(location.search);
    const ids = [
      location.hash.slice(1),
      asked.get("figur"),
      ...(asked.has("tiltak") ? ["tiltakskort", "vurdering"] : []),
      ...(asked.has("oppgave") ? [`oppgave-${asked.get("oppgave")}`] : []),
    ];
    if (!ids.some(Boolean)) return;
    // Whoever is led here is not led to the heading of the page.
    arrived?.preventDefault();

    let before = null, quiet = 0, has_focus = false, has_run = !arrived;
    timer = setInterval(() => {
      const is_running = !document.querySelector("[data-test-script-state=notRunning]");
      has_run ||= is_running;
      const target = ids.map((id) => id && document.getElementById(id)).find(Boolean);
      if (!target) return;
      const top = target.getBoundingClientRect().top;
      quiet = is_running || before === null || Math.abs(top - before) > 1 ? 0 : quiet + 1;
      if (!is_running && !has_focus && (has_run || quiet > 2)) {
        // Who hears the page, or goes on by keyboard, is there too.
        has_focus = true;
        if (!target.matches("a, summary")) target.setAttribute("tabindex", "-1");
        target.focus({ preventScroll: true });
      }
      // What is folded is unfolded, as the browser does for a part of a page that is loaded.
      if (target.matches("summary")) target.parentElement.open = true;
      target.scrollIntoView({ block: target.dataset.block || "start" });
      before = target.getBoundingClientRect().top;
      if (quiet >= QUIET_STEPS) stop();
    }, STEP);
    limit = setTimeout(stop, LONGEST);
  };

  // Whoever has begun to read elsewhere is not pulled back.
  for (const sign of SIGNS) addEventListener(sign, stop, { passive: true });
  addEventListener("vnr-gone", lead);
  lead();
})();
