import DMN
import FEEL
import Foundation
import RiskRegister
import Rulebooks
import Testing

/// The repository's root, from this file's place in it.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

let shipped = ["hct", "christie-model", "hra-model/2023", "hra-model/2024", "four-by-four"]

func rulebook(_ name: String) throws -> Rulebook {
    try RulebookFolder.load("\(root)/Rules/\(name)").rulebook
}

/// A record with a current score, open and approved.
func record(_ likelihood: Int?, _ consequence: Int?, printed: Int? = nil) -> RiskRecord {
    var record = RiskRecord()
    record.sourceID = "1"
    record.approval = .approved
    record.current = ScoreEntry(
        likelihood: likelihood, consequence: consequence, printed: printed.map { PrintedScore($0) })
    return record
}

@Suite("The rulebooks that ship")
struct ShippedRulebooksTests {
    private let day = Day(2026, 6, 30) ?? Day(number: 0)

    @Test("Every rulebook loads without a warning, and its own tests pass", arguments: shipped)
    func passesItsTests(name: String) throws {
        let folder = "\(root)/Rules/\(name)"
        let loaded = try RulebookFolder.load(folder)
        #expect(loaded.warnings.isEmpty)
        let report = try RulebookTests.run(folder)
        #expect(report.files.flatMap(\.failures) == [])
        #expect(report.passed > 30)
        #expect(report.untested == [])
    }

    @Test(
        "The check of every rulebook leaves nothing open: each remark has its reason beside it",
        arguments: shipped)
    func passesItsCheck(name: String) throws {
        let report = try RulebookCheck.run("\(root)/Rules/\(name)")
        #expect(report.problems.map(\.description) == [])
        #expect(report.remarks.map(\.description) == [])
        #expect(report.accepted.allSatisfy { $0.remark.severity == .note })
        #expect(report.accepted.count >= 6)
    }

    @Test("Every rulebook sets every check", arguments: shipped)
    func setsEveryCheck(name: String) throws {
        #expect(
            try rulebook(name).findingSettings.keys.sorted()
                == Checks.catalogue.map(\.code).filter { !Checks.later.contains($0) }.sorted())
    }

    @Test("The 25 cells fall in the bands 5, 7, 7 and 6 of the NPSA model")
    func countsCells() throws {
        let assessor = Assessor(rulebook: try rulebook("hct"), framework: nil, day: day)
        var cells: [String: Int] = [:]
        for likelihood in 1...5 {
            for consequence in 1...5 {
                let outcome = assessor.outcome(of: record(likelihood, consequence))
                #expect(outcome.score == likelihood * consequence)
                #expect((outcome.routing == .routed) == (likelihood * consequence >= 15))
                cells[outcome.grade ?? "none", default: 0] += 1
            }
        }
        #expect(cells == ["low": 5, "moderate": 7, "high": 7, "extreme": 6])
    }

    @Test("8 is high for HCT and moderate on The Christie's bands")
    func gradesEight() throws {
        for (name, grade) in [("hct", "high"), ("christie-model", "moderate")] {
            let assessor = Assessor(rulebook: try rulebook(name), framework: nil, day: day)
            #expect(assessor.outcome(of: record(2, 4)).grade == grade)
        }
    }

    @Test("An objective alone puts a risk on The Christie's corporate register, not on HCT's HLRR")
    func objectiveAlone() throws {
        var linked = record(2, 4)
        linked.objectives = ["SO1"]
        func registers(_ name: String) throws -> [String] {
            Assessor(rulebook: try rulebook(name), framework: nil, day: day)
                .outcome(of: linked).entitlements.map(\.register)
        }
        #expect(try registers("christie-model") == ["CRR"])
        #expect(try registers("hct") == [])
    }

    @Test("A threshold that changed on a date differs only in 12 to 14")
    func thresholdOnADate() throws {
        let (old, new) = (try rulebook("hra-model/2023"), try rulebook("hra-model/2024"))
        #expect(old.id == new.id)
        #expect([old.thresholdScore, new.thresholdScore] == [12, 15])
        #expect(old.effectiveFrom < new.effectiveFrom)
        let differing = (1...25).filter { score in
            let scored = record(nil, nil, printed: score)
            let first = Assessor(rulebook: old, framework: nil, day: day).outcome(of: scored)
            let second = Assessor(rulebook: new, framework: nil, day: day).outcome(of: scored)
            #expect(first.score == second.score)
            #expect(first.grade == second.grade)
            #expect(first.review == second.review)
            return first.entitlements.map(\.register) != second.entitlements.map(\.register)
        }
        #expect(differing == [12, 13, 14])
        #expect(old.findingSettings == new.findingSettings)
    }

    @Test("Explaining a decision names its row, its clause and the first cell that failed")
    func explains() throws {
        let registers = try #require(try rulebook("hct").decisions[.registers])
        var facts = FactValues()
        facts[.score] = .integer(12)
        facts[.strategicObjectives] = .integer(1)
        facts[.unknownObjectives] = .integer(0)
        facts[.status] = .string("open")
        facts[.approval] = .string("approved")
        facts[.level] = .string("operational")
        facts[.boardBasis] = .string("none")
        let traces = registers.explain(facts.values(for: registers.inputs))
        let table = try #require(traces.last)
        #expect(traces.map(\.decision) == ["Strategic objective affected", "Registers"])
        #expect(traces.first?.expression.contains("unknown objectives > 0") == true)
        #expect(table.file == "routing.dmn")
        #expect(table.hitPolicy == "RULE ORDER")
        let near = try #require(table.nearest(giving: "register", text: "\"BAF\""))
        #expect(near.id == "REG-02")
        let cell = try #require(near.cells.first { $0.verdict == .failed })
        #expect([cell.input, cell.test, cell.value] == ["score", ">= 15", "12"])
        #expect(near.clause.contains("section 10.1"))
    }
}
