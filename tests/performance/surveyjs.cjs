// Reads and scores sheets of answers with survey-core, in turns: node surveyjs.cjs FOLDER TIMES, prints JSON.
// FOLDER holds node_modules and survey.json {model, sections, points, sheets}: the model's questions carry `visibleIf`.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, times] = [process.argv[2], Number(process.argv[3])];
const { Model } = require(join(folder, "node_modules", "survey-core"));
const { model, sections, points, sheets } = JSON.parse(readFileSync(join(folder, "survey.json"), "utf8"));

// the sums of the method: weighted means over what is rated, and the range of what is not
function score(survey) {
  const whole = { earned: 0, rated: 0, low: 0, high: 0, share: 0, weight: 0 };
  for (const section of sections) {
    const own = { earned: 0, rated: 0, open: 0 };
    if (!survey.getPanelByName(section.name).isVisible) continue;
    for (const { name, weight } of section.questions) {
      const question = survey.getQuestionByName(name);
      if (!question.isVisible) continue;
      const mark = markOf(points[name], question.value);
      if (typeof mark === "number") {
        own.earned += weight * mark;
        own.rated += weight;
      } else if (mark !== "not_applicable") own.open += weight;
    }
    const all = own.rated + own.open;
    if (own.rated) {
      whole.earned += section.weight * (own.earned / own.rated);
      whole.rated += section.weight;
    }
    if (all) {
      whole.low += section.weight * (own.earned / all);
      whole.high += section.weight * ((own.earned + 100 * own.open) / all);
      whole.share += section.weight * (own.rated / all);
      whole.weight += section.weight;
    }
  }
  return {
    score: whole.earned / whole.rated,
    low: whole.low / whole.weight,
    high: whole.high / whole.weight,
    share_rated: whole.share / whole.weight,
  };
}

function markOf(worth, value) {
  if (Array.isArray(value) && !value.length) return undefined; // a cleared checkbox
  if (value === undefined || value === "dont_know" || value === "not_applicable") return value;
  if (Array.isArray(worth)) return onLine(worth, value);
  if (Array.isArray(value)) return Math.min(100, value.reduce((sum, tick) => sum + worth[tick], 0));
  return worth[value] ?? "not_applicable";
}

function onLine(pairs, value) {
  if (value <= pairs[0][0]) return pairs[0][1];
  for (let place = 1; place < pairs.length; place++) {
    const [[from, low], [to, high]] = [pairs[place - 1], pairs[place]];
    if (value <= to) return low + ((value - from) / (to - from)) * (high - low);
  }
  return pairs[pairs.length - 1][1];
}

const survey = new Model(model); // once, as the checklist is laid out once
const read = (sheet) => {
  survey.data = { ...sheet };
  return score(survey);
};
sheets.forEach(read);
const found = sheets.map(read);
const taken = [];
for (let turn = 0; turn < times; turn++) {
  const before = process.hrtime.bigint();
  read(sheets[turn % sheets.length]);
  taken.push(Number(process.hrtime.bigint() - before) / 1e6);
}
const settled = taken.slice(Math.floor(times / 4)).sort((a, b) => a - b);
console.log(JSON.stringify({ found, milliseconds: settled[Math.floor(settled.length / 2)] }));
