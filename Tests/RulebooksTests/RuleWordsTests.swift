import DMN
import Rulebooks
import Testing

@Suite("Rules in plain English")
struct RuleWordsTests {
    private func words() throws -> RuleWords {
        let loaded = try RulebookFolder.load("\(root)/Rules/hct")
        let scoring = try #require(loaded.models.first { $0.file == "scoring.dmn" })
        return RuleWords(scoring.model.definitions)
    }

    @Test(
        "A condition says what it asks",
        arguments: [
            ("-", "any"), ("", "any"), (">= 15", "15 or more"), ("> 0", "more than 0"),
            ("<= 12", "12 or less"), ("< 5", "less than 5"), ("[8..12]", "from 8 to 12"),
            ("(8..12]", "more than 8 and 12 or less"), ("7, 13, 14", "7, 13 or 14"),
            ("\"open\"", "open"), ("\"approved\", \"unknown\"", "approved or unknown"),
            ("not(\"closed\")", "not closed"), ("null", "not given"), ("not(null)", "given"),
            ("true", "yes"), ("false", "no"),
            ("< Usable printed score", "less than Usable printed score"),
            ("Usable printed score", "the same as Usable printed score"),
        ])
    func tests(_ cell: String, _ expected: String) throws {
        #expect(try words().test(cell) == expected)
    }

    @Test(
        "An expression says what it comes to",
        arguments: [
            (
                "if printed score in [1..25] and floor(printed score) = printed score then printed score else null",
                "if printed score is from 1 to 25 and printed score rounded down is printed score, "
                    + "then printed score; otherwise nothing"
            ),
            ("\"score \" + string(score) + \" is high\"", "score [score] is high"),
            ("score != null and score >= 15", "score is given and score is 15 or more"),
            (
                "score = null or (score > 3 and score < 5)",
                "score is not given or (score is more than 3 and score is less than 5)"
            ),
            ("(score + 1) * 2 = 4", "(score plus 1) times 2 is 4"),
            (
                "if score = 1 then \"a\" else if score = 2 then \"b\" else null",
                "if score is 1, then “a”; otherwise, if score is 2, then “b”; otherwise nothing"
            ),
            ("duration(\"P\" + string(score) + \"M\")", "score in months"),
        ])
    func expressions(_ text: String, _ expected: String) throws {
        #expect(try words().expression(text) == expected)
    }

    @Test("What nests deep is left as it is written, at once")
    func deep() throws {
        let words = try words()
        var text = "score"
        for _ in 0..<60 { text = "((\(text)) * 2 + 1)" }
        #expect(words.expression(text) == nil)
        #expect(words.expression(String(repeating: "1 + ", count: 20) + "1") != nil)
        #expect(words.test("< \(text)") == nil)
    }

    @Test("What has no plain words is left as it is written")
    func unsaid() throws {
        let words = try words()
        #expect(words.expression("for x in [1, 2] return x + 1") == nil)
        #expect(words.expression("1 +") == nil)
        #expect(words.test("some x in ? satisfies x > 1") == nil)
        #expect(words.answer("for x in [1, 2]  return x") == "for x in [1, 2] return x")
    }

    @Test(
        "A row is one sentence, as its role speaks",
        arguments: [
            (
                "REG-01",
                "If score is 15 or more, status is open and approval is approved or unknown, the risk goes on HLRR."
            ),
            ("THR-02", "If score is less than 15, the risk is not at the threshold."),
            ("RTG-05", "If at the threshold is no, the record counts as below the threshold."),
            ("GRD-05", "If score is 7, 13 or 14, there is no grade."),
            (
                "MOV-01",
                "If move is “fell below” and register is HLRR, the proposal is “de-escalate”, which needs the agreement of the Executive Team."
            ),
            (
                "REV-01",
                "If grade is extreme and programme risk is yes, it is reviewed every month by the PMO Steering Group, and the Trust Board may accept it."
            ),
            ("FND-SC01", "If code is SC01, the check runs, and what it finds counts as an error."),
        ])
    func sentences(_ id: String, _ expected: String) throws {
        let page = RulebookPage(try RulebookFolder.load("\(root)/Rules/hct"))
        let rows = page.models.flatMap(\.decisions).flatMap { decision -> [RulebookPage.Row] in
            if case .table(let table) = decision.logic { table.rows } else { [] }
        }
        #expect(rows.first { $0.id == id }?.sentence == expected)
    }
}
