import DMN
import Foundation
import RiskRegister
import Rulebooks
import Testing

@Suite("The matrix of a rulebook") struct MatrixTests {
    private let day = Day(2026, 6, 30) ?? Day(number: 0)

    /// The worked example, with a change to one of its files.
    private func loaded(
        _ old: String = "", _ new: String = "", in path: String = "rulebook.yaml"
    ) throws -> LoadedRulebook {
        let files = try RulebookFolder.load("\(root)/Rules/four-by-four").files
        return try RulebookFolder.load(
            files: files.map { file in
                guard file.path == path, !old.isEmpty else { return (file.path, file.bytes) }
                let text = String(decoding: file.bytes, as: UTF8.self)
                #expect(text.contains(old))
                return (file.path, Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
            }, name: "four")
    }

    @Test("A 4x4 is scored by 4x4: a printed 16 is the highest, and 20 is outside the scale")
    func scores() throws {
        let rulebook = try loaded().rulebook
        #expect(rulebook.matrix.size == ScoreSize(likelihoods: 4, consequences: 4))
        #expect(rulebook.thresholdScore == 12)
        let assessor = Assessor(rulebook: rulebook, framework: nil, day: day)
        let highest = assessor.outcome(of: record(nil, nil, printed: 16))
        #expect(highest.score == 16 && highest.grade == "extreme" && highest.routing == .routed)
        #expect(highest.likelihood == 4 && highest.consequence == 4 && highest.pairIsInferred)
        for outside in [20, 25] {
            let outcome = assessor.outcome(of: record(nil, nil, printed: outside))
            #expect(outcome.score == nil && outcome.routing == .unroutable)
        }
        #expect(assessor.outcome(of: record(5, 5)).score == nil)
        var cells: [String: Int] = [:]
        for likelihood in 1...4 {
            for consequence in 1...4 {
                let outcome = assessor.outcome(of: record(likelihood, consequence))
                #expect(outcome.score == likelihood * consequence)
                cells[outcome.grade ?? "none", default: 0] += 1
            }
        }
        #expect(cells == ["low": 5, "moderate": 5, "high": 3, "extreme": 3])
    }

    @Test("A rulebook without a matrix has the package's, and says so")
    func absent() throws {
        let hct = try RulebookFolder.load("\(root)/Rules/hct")
        #expect(hct.rulebook.declaredMatrix == nil && hct.rulebook.matrix == .npsa)
        let shown = try #require(RulebookShow.text(hct))
        #expect(shown.contains("5x5 (the package's default); likelihood 1 rare, 2 unlikely"))
        let four = try loaded()
        #expect(
            RulebookPage(four).facts.first { $0.label == "Matrix" }?.value
                == "4x4; likelihood 1 unlikely, 2 possible, 3 likely, 4 almost certain; "
                + "consequence 1 minor, 2 moderate, 3 major, 4 severe")
        let lines = RulebookDiff.between(hct, four).items.map { "\($0)" }
        #expect(lines.contains { $0.contains("5x5") && $0.contains("4x4") })
    }

    @Test(
        "A matrix that cannot be one is refused with its place",
        arguments: [
            (
                "  likelihood: [unlikely", "  liklihood: [unlikely",
                "four/rulebook.yaml:15:3: error: \"liklihood\" is not known here; did you mean "
                    + "\"likelihood\"?"
            ),
            (
                "  consequence: [minor, moderate, major, severe]\n", "",
                "four/rulebook.yaml:14:1: error: the matrix has no consequence; add `consequence: "
                    + "[lowest, ..., highest]`, a word for each step"
            ),
            (
                "[minor, moderate, major, severe]", "4",
                "four/rulebook.yaml:16:16: error: consequence is not a list of steps; write [lowest, "
                    + "..., highest], 2 to 10 words"
            ),
            (
                "[minor, moderate, major, severe]", "[minor, moderate, Minor, severe]",
                "four/rulebook.yaml:16:34: error: the step \"Minor\" of consequence stands twice"
            ),
            (
                "[minor, moderate, major, severe]", "[minor, moderate, \" \", severe]",
                "four/rulebook.yaml:16:34: error: a step of consequence has no word"
            ),
        ])
    func refused(_ old: String, _ new: String, _ message: String) throws {
        do {
            _ = try loaded(old, new)
            Issue.record("it loaded")
        } catch RulebookError.problems(let problems) {
            #expect(problems.map(\.description) == [message])
        }
    }

    @Test("The words of a mapping mean steps of the matrix")
    func mappingWords() throws {
        let mapping = try #require(try loaded().rulebook.mappings.first { $0.id == "datix" })
        #expect(mapping.size == ScoreSize(likelihoods: 4, consequences: 4))
        for (new, message) in [
            (
                "  almost certain: 5",
                "almost certain is \"5\", not a whole number; write one from 1 to 4"
            ),
            ("  almost certain: 3", "\"almost certain\" means 3 here and 4 in the matrix; write 4"),
        ] {
            do {
                _ = try loaded("  almost certain: 4", new, in: "mappings/datix.yaml")
                Issue.record("it loaded")
            } catch RulebookError.problems(let problems) {
                #expect(problems.count == 1)
                #expect(problems.first?.description.contains(message) == true)
            }
        }
    }
}
