import DMN
import Foundation
import RiskRegister
import Rulebooks
import Testing

@Suite("Remarks of the check, and the reasons beside them")
struct RemarksTests {
    private func checked(
        _ remarks: String?, changing old: String = "", to new: String = "",
        in path: String = "scoring.dmn"
    ) throws -> RulebookCheck.Report {
        var files = try RulebookFolder.load("\(root)/Rules/hct").files
        if let index = files.firstIndex(where: { $0.path == path }), !old.isEmpty {
            let text = String(decoding: files[index].bytes, as: UTF8.self)
            try #require(text.contains(old))
            files[index].bytes = Array(text.replacing(old, with: new).utf8)
        }
        if let remarks {
            files.removeAll { $0.path == "remarks.yaml" }
            files.append(RulebookSourceFile(path: "remarks.yaml", bytes: Array(remarks.utf8)))
        }
        return RulebookCheck.run(
            try RulebookFolder.load(files: files.map { ($0.path, $0.bytes) }, name: "hct"))
    }

    private let grade = """
        accepted:
          - model: scoring.dmn
            decision: Grade
            row: GRD-05
            kind: off-scale
            reason: on purpose

        """

    @Test("Without the file every remark is open; with an entry that one is not")
    func accepts() throws {
        let open = try checked("accepted:\n")
        #expect(open.accepted.isEmpty)
        #expect(open.remarks.count == 6)
        let one = try checked(grade)
        #expect(one.accepted.map(\.reason) == ["on purpose"])
        #expect(one.remarks.count == 5)
        #expect(one.problems.isEmpty)
        #expect(one.lines.last?.hasSuffix("[off-scale]; because on purpose") == true)
    }

    @Test("A reason is no part of the version: the digest stays")
    func decidesNothing() throws {
        let one = try checked(grade).loaded
        let other = try checked("accepted:\n").loaded
        #expect(one?.rulebook.digest == other?.rulebook.digest)
        #expect(one?.decidingFiles.contains { $0.path == "remarks.yaml" } == false)
    }

    @Test("An entry that matches nothing any more is told, with what the check says now")
    func stale() throws {
        let report = try checked(grade.replacing("GRD-05", with: "GRD-04"))
        #expect(
            report.problems.map(\.description) == [
                "hct/remarks.yaml:2:5: warning: there is nothing to accept here any more; "
                    + "remove it, or correct it: the check now says rows: [GRD-05]"
            ])
        #expect(report.remarks.count == 6)
    }

    @Test("A reason with words covers these words only, so that a value added later is open")
    func words() throws {
        let worded = grade.replacing(
            "kind: off-scale", with: "kind: off-scale\n    says: names 7, 13 and 14")
        #expect(try checked(worded).accepted.map(\.reason) == ["on purpose"])
        let report = try checked(worded, changing: "7, 13, 14<", to: "7, 13, 14, 18<")
        #expect(report.accepted.isEmpty)
        #expect(
            report.remarks.contains { $0.sentence.hasPrefix("row GRD-05 names 7, 13, 14 and 18") })
    }

    @Test("A table with a fault of another kind is mended before its reasons are")
    func faultFirst() throws {
        let other = grade.replacing("GRD-05", with: "GRD-04")
        let report = try checked(other, changing: "[4..6]", to: "[5..6]")
        #expect(report.remarks.contains { $0.kind == .gap })
        #expect(report.problems.isEmpty)
    }

    @Test("An error cannot be accepted")
    func errors() throws {
        let report = try checked(
            """
            accepted:
              - { model: scoring.dmn, decision: Grade, rows: [GRD-01, GRD-02], kind: overlap, reason: why not }

            """, changing: "[4..6]", to: "[3..6]")
        #expect(
            report.problems.map(\.description) == [
                "hct/remarks.yaml:2:5: error: an error cannot be accepted: rows GRD-01 and GRD-02 both match "
                    + "when score is 3, and only one may (hit policy UNIQUE); correct the table, and remove this entry"
            ])
        #expect(report.remarks.contains { $0.kind == .overlap })
        #expect(report.hasErrors)
    }

    @Test("What is wrong with the file is told with its place")
    func slips() throws {
        let report = try checked(
            """
            accepted:
              - model: scoring.dmn
                decision: Grade
                kind: of-scale
                reason: x
              - model: scoring.dmn
                kind: gap
              - modle: scoring.dmn
            others: 1
            """)
        #expect(
            report.problems.map(\.description) == [
                "hct/remarks.yaml:4:11: error: kind is \"of-scale\"; did you mean \"off-scale\"?",
                "hct/remarks.yaml:6:5: error: a remark has no decision; add a line `decision:`",
                "hct/remarks.yaml:6:5: error: a remark has no reason; add a line `reason:`",
                "hct/remarks.yaml:6:5: error: a remark names neither rows nor words; "
                    + "add `rows: [...]`, or `says:` with words of the remark",
                "hct/remarks.yaml:8:5: error: \"modle\" is not known here; did you mean \"model\"?",
                "hct/remarks.yaml:9:1: error: \"others\" is not known here; known are: accepted",
            ])
    }

    @Test("A score that only a printed score can be, and a threshold in disguise, are told as such")
    func disguise() throws {
        let report = try checked(
            nil, changing: "<inputEntry id=\"REG-02_in1\"><text>&gt;= 15",
            to: "<inputEntry id=\"REG-02_in1\"><text>&gt;= 13", in: "routing.dmn")
        #expect(
            report.remarks.map { "\($0.kind.rawValue) \($0.rows): \($0.sentence)" } == [
                "off-scale [\"REG-02\"]: in row REG-02 score `>= 13` is only >= 15, as 13 and 14 are no product on a 5x5: only a printed score makes a difference"
            ])
    }

    @Test("Rules/README.md prints the severities that the code has")
    func documentsSeverities() throws {
        let readme = try String(
            contentsOf: URL(fileURLWithPath: "\(root)/Rules/README.md"), encoding: .utf8)
        let policies: [(HitPolicy, Aggregation?)] = [
            (.unique, nil), (.any, nil), (.priority, nil), (.first, nil), (.ruleOrder, nil),
            (.collect, nil), (.collect, .sum), (.collect, .maximum),
        ]
        for kind in TableRemark.Kind.allCases {
            let cells = policies.map { kind.severity(under: $0, $1)?.rawValue ?? "-" }
            let row = "| `\(kind.rawValue)` | \(cells.joined(separator: " | ")) |"
            #expect(readme.contains(row), "\(row)")
            #expect(
                kind.severity(under: .outputOrder) == kind.severity(under: .ruleOrder)
                    && kind.severity(under: .collect, .count)
                        == kind.severity(under: .collect, .sum)
                    && kind.severity(under: .collect, .minimum)
                        == kind.severity(under: .collect, .maximum)
            )
        }
    }
}
