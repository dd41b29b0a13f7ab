// Drives a headless Chromium over the HTML reports and prints what holds as JSON.
// node check.mjs CHROMIUM ARTICLE.html SITE.html [FOLDER for screenshots]
// Prints a list of {name, ok, detail}; ends with 0 when every check could be made.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, articleFile, siteFile, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];
const SIZES = [["desktop", 1280], ["phone", 360]];
const results = [];
const report = (name, ok, detail = "") => results.push({ name, ok: Boolean(ok), detail: String(detail) });

const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });

async function open(file, options) {
  // Smooth scrolling would move links away under a click.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) problems.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { context, page, problems };
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => window.axe.run({ runOnly: { type: "tag", values: rules } }), RULES);
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

const overflow = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1);
  return `${wide} px: ${out.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(", ")}`;
});

const unfold = (page) => page.evaluate(() => {
  for (const node of document.querySelectorAll("details")) node.open = true;
  for (const box of document.querySelectorAll('input[type="checkbox"]:not(:checked)')) box.click();
});

async function looks(kind, file) {
  for (const [size, width] of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const where = `${kind}, ${size}, ${colorScheme}`;
      const { context, page, problems } = await open(file, { viewport: { width, height: 900 }, colorScheme });
      if (size === "desktop" && colorScheme === "light") report(`${where}: accessible`, ...verdict(await violations(page)));
      report(`${where}: no horizontal scroll`, ...verdict(await overflow(page)));
      if (shots) await page.screenshot({ path: `${shots}/${kind}-${size}-${colorScheme}.png`, fullPage: true });
      await unfold(page);
      report(`${where}: accessible with everything unfolded`, ...verdict(await violations(page)));
      report(`${where}: no horizontal scroll with everything unfolded`, ...verdict(await overflow(page)));
      report(`${where}: nothing on the console, nothing from the network`, ...verdict(problems));
      await context.close();
    }
  }
}

/** What is wrong, as the two last arguments of ``report``. */
function verdict(wrong) {
  const text = Array.isArray(wrong) ? wrong.join("; ") : wrong;
  return [text === "", text];
}

/** Presses Tab through the whole page; what can be used with a mouse must get the focus, and show it. */
async function keyboard(kind, file) {
  const { context, page } = await open(file);
  const expected = await page.evaluate(() => {
    const usable = 'a[href]:not([tabindex="-1"]), button, input, summary';
    // Of the radio buttons of a group only the chosen one is a stop.
    const stops = [...document.querySelectorAll(usable)].filter((e) => e.checkVisibility() && (e.type !== "radio" || e.checked));
    stops.forEach((e, i) => { e.dataset.stop = i; });
    return stops.length;
  });
  const reached = new Set();
  const unseen = [];
  for (let presses = 0; presses < expected + 20 && reached.size < expected; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const e = document.activeElement;
      const shown = e.type === "radio" ? e.nextElementSibling : e;
      const style = getComputedStyle(shown);
      return { stop: e.dataset.stop, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
        label: `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}` };
    });
    if (now.stop === undefined) continue;
    reached.add(now.stop);
    if (!now.outline) unseen.push(now.label);
  }
  const lost = await page.evaluate((known) => [...document.querySelectorAll("[data-stop]")]
    .filter((e) => !known.includes(e.dataset.stop)).slice(0, 5).map((e) => e.outerHTML.slice(0, 80)), [...reached]);
  report(`${kind}: every control is reached with Tab`, expected > 10 && reached.size === expected, `${reached.size} of ${expected}; ${lost}`);
  report(`${kind}: the focus is seen`, unseen.length === 0, unseen.slice(0, 5).join("; "));
  await context.close();
}

const visible = (page, selector) => page.evaluate((s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility()).length, selector);

async function article(file) {
  const { context, page, problems } = await open(file);
  const status = () => page.textContent(".shown");
  const applied = await visible(page, '.card[data-verdict="applied"]');
  await page.uncheck('input[name="verdict"][value="applied"]');
  report("article: a filter hides its decisions", applied > 0 && (await visible(page, '.card[data-verdict="applied"]')) === 0, applied);
  await page.check('input[name="verdict"][value="applied"]');
  await page.fill('input[name="q"]', "no such wording anywhere");
  report("article: the search finds nothing where nothing is", (await status()).startsWith("0 of "), await status());
  await page.fill('input[name="q"]', "");
  report("article: without a filter all is shown again", (await visible(page, '.card[data-verdict="applied"]')) === applied);

  await page.locator(".views label", { hasText: "Corrected" }).click();
  report("article: the corrected view shows no old wording", (await visible(page, "#text del")) === 0);
  await page.locator(".views label", { hasText: "Changes" }).click();

  await page.locator("#text .mark.applied").first().click();
  report("article: a mark leads to its decision", await page.evaluate(() => document.activeElement.matches(".card.current")));
  await page.locator(".card.current .tags a").click();
  report("article: a decision leads back to its mark", await page.evaluate(() => document.activeElement.matches("#text .mark.current")));

  const flag = page.locator("#text .flag:visible").first();
  const number = await flag.getAttribute("data-n");
  await flag.click();
  report("article: a flag leads to its finding", await page.evaluate((n) => document.activeElement.id === `f${n}` && document.activeElement.checkVisibility(), number));
  report("article: the place of the finding lights up", (await page.locator(`#text .lit[data-lit~="${number}"]`).count()) > 0);
  await page.locator(`#f${number} .where a`).click();
  report("article: a finding leads back to its flag", await page.evaluate((n) => document.activeElement.id === `p${n}`, number));

  const area = page.locator(".flags input").first();
  const before = await visible(page, "#text .flag");
  await area.uncheck();
  report("article: the flags of an area can be switched off", (await visible(page, "#text .flag")) < before, before);
  const tile = page.locator('.tiles a[href^="#a-"]').first();
  const target = (await tile.getAttribute("href")).slice(1);
  await page.evaluate((id) => { document.getElementById(id).open = false; }, target);
  await tile.click();
  report("article: a tile opens its area", await page.evaluate((id) => document.getElementById(id).open, target));
  report("article: using it leaves nothing on the console", problems.length === 0, problems.join("; "));
  await context.close();
}

async function site(file) {
  const { context, page, problems } = await open(file);
  const headings = page.locator(".posts thead th");
  for (let column = 0; column < (await headings.count()); column += 1) {
    const name = (await headings.nth(column).textContent()).trim();
    const seen = [];
    for (let press = 0; press < 2; press += 1) {
      await headings.nth(column).locator("button").focus();
      await page.keyboard.press("Enter");
      const order = await headings.nth(column).getAttribute("aria-sort");
      const values = await page.$$eval(".posts tbody tr", (rows, i) => rows.map((row) => row.cells[i].dataset.v), column);
      const sign = order === "ascending" ? 1 : -1;
      const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b, "en", { numeric: true }) : a - b);
      const sorted = values.every((value, i) => i === 0 || sign * compare(values[i - 1], value) <= 0);
      seen.push(`${order}:${sorted}`);
    }
    report(`site: the column "${name}" sorts both ways`, seen.includes("ascending:true") && seen.includes("descending:true"), seen);
  }
  const rows = await visible(page, ".posts tbody tr");
  const grade = await page.getAttribute(".posts tbody tr", "data-grade");
  await page.uncheck(`input[name="grade"][value="${grade}"]`);
  const left = await visible(page, ".posts tbody tr");
  report("site: a filter hides its posts", left < rows && (await visible(page, `.posts tr[data-grade="${grade}"]`)) === 0, `${left} of ${rows}`);
  await page.check(`input[name="grade"][value="${grade}"]`);
  await page.fill('input[name="q"]', "no such post");
  report("site: the search finds nothing where nothing is", (await visible(page, ".posts tbody tr")) === 0);
  await page.fill('input[name="q"]', "");
  const link = page.locator(".posts tbody th a").first();
  const post = await link.textContent();
  await link.click();
  report("site: a post leads to its report", (await page.textContent("h1")).length > 0 && (await visible(page, "#text")) === 1, post);
  report("site: using it leaves nothing on the console", problems.length === 0, problems.join("; "));
  await context.close();
}

async function withoutScript() {
  const article_ = await open(articleFile, { javaScriptEnabled: false });
  const shown = async (page, selector) => page.locator(selector).first().isVisible();
  report("without script: article, decisions and charts are there",
    (await shown(article_.page, "#text .mark")) && (await shown(article_.page, ".card")) && (await shown(article_.page, ".ring")) && (await shown(article_.page, ".area")));
  report("without script: no control that does nothing", !(await shown(article_.page, ".filter")) && !(await shown(article_.page, ".views")));
  await article_.context.close();
  const site_ = await open(siteFile, { javaScriptEnabled: false });
  report("without script: the posts are there", (await shown(site_.page, ".posts tbody tr")) && !(await shown(site_.page, ".filter")));
  await site_.context.close();
}

await looks("article", articleFile);
await looks("site", siteFile);
await keyboard("article", articleFile);
await keyboard("site", siteFile);
await article(articleFile);
await site(siteFile);
await withoutScript();
await browser.close();
process.stdout.write(JSON.stringify(results));
