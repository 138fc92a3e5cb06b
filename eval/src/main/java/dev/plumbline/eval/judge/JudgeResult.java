package dev.plumbline.eval.judge;

/** What came of judging a response: a judgement, or the reason why there is none. */
public sealed interface JudgeResult permits Judgement, JudgeFailure {}
