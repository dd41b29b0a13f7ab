// Runs Yoast's assessors on posts. Reads a JSON list of posts from standard input and writes, for each,
// the score of every assessment that gave a result: {"id": {"introductionKeyword": 9, ...}, ...}.
"use strict";

// Yoast tells on the console which of its parts are old; standard output is for the results alone.
console.log = console.info = console.warn = console.error = () => {};

const { marked } = require("marked");
const { Paper, assessors, assessments } = require("yoastseo");
const ResearcherModule = require("yoastseo/build/languageProcessing/languages/en/Researcher");
const Researcher = ResearcherModule.default || ResearcherModule;

const RESEARCHES = ["getLongCenterAlignedTexts", "keyphraseDistribution"]; // those of Premium, in the package

const EXTRA = [
  assessments.seo.KeyphraseDistributionAssessment,
  assessments.seo.TextTitleAssessment,
  assessments.seo.ImageAltTagsAssessment,
  assessments.readability.ListAssessment,
  assessments.readability.TextAlignmentAssessment,
];
const TEXTS = { getResultTexts: () => new Proxy({}, { get: () => "told" }) };

function paperOf(post) {
  const html = post.format === "markdown" ? marked.parse(post.body) : post.body;
  return new Paper(html, {
    keyword: post.keyphrase,
    synonyms: post.synonyms,
    title: post.title,
    textTitle: post.title,
    titleWidth: post.titleWidth,
    description: post.description,
    slug: post.slug,
    date: post.date,
    permalink: post.permalink,
    locale: "en_US",
  });
}

function assessorsOf(post, researcher) {
  if (post.cornerstone) {
    return [
      new assessors.CornerstoneSEOAssessor(researcher),
      new assessors.CornerstoneContentAssessor(researcher),
    ];
  }
  return [new assessors.SEOAssessor(researcher), new assessors.ContentAssessor(researcher)];
}

function scoresOf(post) {
  const paper = paperOf(post);
  const researcher = new Researcher(paper);
  for (const name of RESEARCHES) {
    researcher.addResearch(name, require(`yoastseo/build/languageProcessing/researches/${name}`).default);
  }
  const scores = {};
  for (const assessor of assessorsOf(post, researcher)) {
    assessor.assess(paper);
    for (const result of assessor.getValidResults()) {
      scores[result.getIdentifier()] = result.getScore();
    }
    scores[`total:${assessor.type}`] = assessor.calculateOverallScore();
  }
  for (const Extra of EXTRA) {
    const assessment = new Extra({ callbacks: TEXTS });
    const result = assessment.getResult(paper, researcher);
    if (result.hasScore()) {
      scores[assessment.identifier] = result.getScore();
    }
  }
  return scores;
}

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => { input += part; });
process.stdin.on("end", () => {
  const found = {};
  for (const post of JSON.parse(input)) {
    found[post.id] = scoresOf(post);
  }
  process.stdout.write(JSON.stringify(found));
});
