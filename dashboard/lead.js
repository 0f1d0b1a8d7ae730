// Leads whoever comes by «?figur=», «?tiltak=» or «#» to what is asked for, and keeps it in sight while the page grows.
(() => {
  const STEP = 100, QUIET_STEPS = 15, LONGEST = 60000;
  const asked = new URLSearchParams(location.search);
  const ids = [location.hash.slice(1), asked.get("figur"), ...(asked.has("tiltak") ? ["tiltakskort", "vurdering"] : [])];
  if (!ids.some(Boolean)) return;

  let before = null, quiet = 0, has_focus = false;
  const stop = () => clearInterval(timer);
  const timer = setInterval(() => {
    const target = ids.map((id) => id && document.getElementById(id)).find(Boolean);
    if (!target) return;
    const is_running = !document.querySelector("[data-test-script-state=notRunning]");
    const top = target.getBoundingClientRect().top;
    quiet = is_running || before === null || Math.abs(top - before) > 1 ? 0 : quiet + 1;
    if (!is_running && !has_focus) {
      // Who hears the page, or goes on by keyboard, is there too.
      has_focus = true;
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView();
    before = target.getBoundingClientRect().top;
    if (quiet >= QUIET_STEPS) stop();
  }, STEP);
  setTimeout(stop, LONGEST);
  // Whoever has begun to read elsewhere is not pulled back.
  for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(sign, stop, { once: true, passive: true });
})();
