import RegisterTestSupport
import RiskRegister
import Testing

@Suite("The scale is the rulebook's") struct ScoreMatrixTests {
    private static let four = ScoreMatrix(
        likelihood: ["unlikely", "possible", "likely", "almost certain"],
        consequence: ["minor", "moderate", "major", "severe"])

    /// The test policy, on a 4x4 matrix from a day on.
    private func rulebook(from day: Day, threshold: Int = 12) -> Rulebook {
        var rulebook = testRulebook(threshold: threshold, from: day)
        rulebook.declaredMatrix = Self.four
        return rulebook
    }

    /// A risk scored 4 x 3 in May on a 5x5, and in June on a 4x4.
    private func register(_ rulings: [Ruling] = []) -> TestRegister {
        var register = TestRegister()
        register.rulebooks.append(rulebook(from: june))
        register.extracts = [(may, [record("1", 4, 3)]), (june, [record("1", 4, 3)])]
        register.rulings = rulings
        return register
    }

    @Test(
        "The products of a matrix are worked out, and which of them one pair alone gives",
        arguments: [
            (5, 5, [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25], [1, 9, 16, 25]),
            (4, 4, [1, 2, 3, 4, 6, 8, 9, 12, 16], [1, 9, 16]),
            (4, 5, [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20], [1, 5, 9, 10, 15, 16, 20]),
            (2, 3, [1, 2, 3, 4, 6], [1, 3, 4, 6]),
        ])
    func products(_ likelihoods: Int, _ consequences: Int, _ products: [Int], _ single: [Int]) {
        let size = ScoreSize(likelihoods: likelihoods, consequences: consequences)
        #expect(size.products == products)
        #expect(products.filter { size.onlyPair(of: $0) != nil } == single)
        for product in single {
            let pair = size.onlyPair(of: product)
            #expect(pair.map { $0.likelihood * $0.consequence } == product)
        }
        #expect(!size.isProduct(0) && !size.isProduct(size.highest + 1) && !size.isProduct(-4))
    }

    @Test("A half that is no step of the matrix is kept as what it was, and not used")
    func entryOnAnother() {
        let four = Self.four.size
        let entry = ScoreEntry(likelihood: 5, consequence: 4, printed: PrintedScore(20)).on(four)
        #expect(entry.likelihood == nil && entry.consequence == 4 && entry.unreadable == ["5"])
        #expect(entry.computed == nil && entry.usable == nil && entry.highest == nil)
        #expect(entry.printed?.text == "20")
        let highest = ScoreEntry(printed: PrintedScore(16)).on(four)
        #expect(highest.usable == 16)
        #expect(highest.inferredPair.map { [$0.likelihood, $0.consequence] } == [4, 4])
        #expect(ScoreEntry(printed: PrintedScore(25)).on(four).inferredPair == nil)
    }

    @Test("An outcome names its matrix, and what lies outside it cannot be used")
    func outcomes() {
        let assessor = Assessor(rulebook: rulebook(from: may), framework: nil, day: june)
        let inside = assessor.outcome(of: record("1", 4, 4))
        #expect(inside.size == Self.four.size && inside.score == 16)
        let outside = assessor.outcome(of: record("1", 5, 4) { $0.current.printed = nil })
        #expect(outside.score == nil && outside.routing == .unroutable)
        #expect(rulebook(from: may).thresholdScore == 12)
        #expect(rulebook(from: may, threshold: 17).thresholdScore == nil)
    }

    @Test(
        "The same number on another matrix is another score: nothing is compared across the change")
    func notCompared() throws {
        let view = register().view(asAt: june)
        let state = try #require(view.risks.first)
        #expect(state.score == 12 && state.before?.standing.outcome.score == 12)
        #expect(state.previousScore == nil && state.scaleBefore == .npsa)
        #expect(state.standing.scoreSince == june)
        #expect(
            Movement.words(state, asAt: june)
                == "Not compared: scored on a 4x4 matrix, before on a 5x5")
        let changes = Changes.between(register().view(asAt: may), view)
        #expect(
            changes.map { "\($0.kind.rawValue) \($0.from ?? "-") \($0.to ?? "-")" } == [
                "entered - HLRR, BAF",
                "rescored scored 12 on a 5x5 matrix scored 12 on a 4x4 matrix",
            ])
        #expect(
            Set(changes.map(\.sentence)).allSatisfy {
                $0.hasPrefix(
                    "1 is scored 12 on a 4x4 matrix, and was scored 12 on a 5x5 matrix: not compared"
                )
            })
        #expect(Checks.run(on: view).findings.allSatisfy { $0.code != "RT08" })
    }

    @Test("A refusal of a step-down ends with the scale that it was made on")
    func refusalEnds() throws {
        var register = TestRegister()
        register.rulebooks.append(rulebook(from: july, threshold: 13))
        register.extracts = [
            (may, [record("1", 4, 4)]), (june, [record("1", 4, 3)]), (july, [record("1", 4, 3)]),
        ]
        register.rulings = [ruling(1, "1", .refuse, "HLRR", june)]
        let before = try #require(register.view(asAt: june).risks.first?.standing)
        #expect(before.refusals.count == 1 && !before.proposals.contains { $0.register == "HLRR" })
        let after = try #require(register.view(asAt: july).risks.first?.standing)
        #expect(after.refusals.isEmpty && after.proposals.contains { $0.register == "HLRR" })
    }
}
