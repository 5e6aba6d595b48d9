import Foundation
import TestSupport
import Testing

/// A principal risk and the record that it takes its scores from: one risk, one line, one count.
@Suite("One risk under two ids") struct OneRiskTests {
    /// A register of May and June: 7 falls from 16 to `score`; PR1 names it as its own from `from` on.
    private func register(
        score: Int = 16, namedFrom from: String = "2026-05-31", status: String = "Open"
    ) throws -> Workbench {
        let bench = try Workbench()
        for (day, likelihood) in [("2026-05-31", 4), ("2026-06-30", score / 4)] {
            let records = [("7", likelihood, 4), ("8", 4, 5)].map { id, likelihood, consequence in
                """
                <Risk><recordid>\(id)</recordid><ram_name>Risk \(id)</ram_name>
                <ram_directorate>Adults</ram_directorate>
                <ram_status>\(id == "7" && day > "2026-06" ? status : "Open")</ram_status>
                <rep_approved>Final approval</rep_approved><ram_objectives>SO1</ram_objectives>
                <ram_cur_likeli>\(likelihood)</ram_cur_likeli>
                <ram_cur_conseq>\(consequence)</ram_cur_conseq></Risk>
                """
            }
            let export = try bench.write(
                "risks-\(day).xml",
                "<Risks extractDate=\"\(day)\" organisation=\"NB\">\(records.joined())</Risks>")
            let own = day >= from ? "<OwnRecord>7</OwnRecord>" : ""
            let current = own.isEmpty ? "<Current likelihood=\"2\" consequence=\"4\"/>" : ""
            let framework = try bench.write(
                "framework-\(day).xml",
                """
                <AssuranceFramework asAt="\(day)" organisation="NB"><Objectives>
                <Objective id="SO1" kind="strategic"><Text>Care</Text></Objective></Objectives>
                <PrincipalRisks><PrincipalRisk id="PR1" objectives="SO1"><Title>Care fails</Title>
                \(current)\(own)</PrincipalRisk></PrincipalRisks></AssuranceFramework>
                """)
            let run = try bench.baf("import", framework, export)
            try #require(run.status == 0, "\(run.errors)")
        }
        return bench
    }

    private func ids(_ bench: Workbench, _ words: String...) throws -> [String] {
        let rows = try #require(
            try bench.run(["risks", "-o", "json"] + words).json() as? [[String: Any]])
        return rows.compactMap { $0["id"] as? String }
    }

    @Test("Every level lists it once, and says its other id")
    func levels() throws {
        let bench = try register()
        #expect(try ids(bench) == ["7", "8"])
        #expect(try ids(bench, "--level", "principal") == ["PR1"])
        #expect(try ids(bench, "--level", "all") == ["8", "PR1"])
        #expect(try ids(bench, "--level", "all", "--on", "HLRR") == ["8", "PR1"])
        #expect(try ids(bench, "--level", "all", "--directorate", "Adults") == ["8", "PR1"])
        let rows = try bench.rows("risks", "--level", "all")
        #expect(rows["PR1"]?["record"] as? String == "7")
        #expect(rows["8"]?["record"] is NSNull && rows["8"]?["principal"] is NSNull)
        #expect(try bench.rows("risks")["7"]?["principal"] as? String == "PR1")
        for command in ["show", "explain"] {
            let record = try bench.run([command, "7", "-o", "json"]).json() as? [String: Any]
            #expect(record?["principal"] as? String == "PR1")
            let line = try bench.run([command, "PR1", "-o", "json"]).json() as? [String: Any]
            #expect(line?["record"] as? String == "7")
        }
    }

    @Test("What waits is asked once, under the principal id, and a ruling on either id answers it")
    func rulings() throws {
        let bench = try register(score: 8)
        // The record's own confirmation and step-downs are not asked beside the line's.
        #expect(try ids(bench, "--waiting") == ["8"])
        #expect(try ids(bench, "--level", "all", "--waiting") == ["8", "PR1"])
        let ruled = try bench.baf(
            "decide", "7", "agree", "--register", "HLRR", "--by", "P Jones", "--role", "Chair",
            "--meeting", "Executive Team", "--date", "2026-06-30", "--why", "controls in place")
        try #require(ruled.status == 0, "\(ruled.errors)")
        #expect(try ids(bench, "--level", "all", "--waiting") == ["8"])
        #expect(try ids(bench, "--level", "all", "--on", "HLRR") == ["8"])
        for id in ["7", "PR1"] {
            let shown = try bench.run(["show", id, "-o", "json"]).json() as? [String: Any]
            #expect((shown?["rulings"] as? [Any])?.count == 1, "\(id)")
        }
    }

    @Test("A record that was kept on a register when it was first named does not fall through")
    func keptBefore() throws {
        let bench = try register(score: 8, namedFrom: "2026-06-30")
        let risk = try #require(try bench.rows("risks", "--level", "all")["PR1"])
        #expect(risk["registers"] as? [String] == ["BAF", "HLRR"])
        let asked = (risk["proposals"] as? [[String: Any]] ?? []).compactMap {
            $0["register"] as? String
        }
        #expect(asked == ["HLRR"])
        let ruled = try bench.baf(
            "decide", "PR1", "agree", "--register", "HLRR", "--by", "P Jones", "--role", "Chair",
            "--meeting", "Executive Team", "--date", "2026-06-30", "--why", "controls in place")
        try #require(ruled.status == 0, "\(ruled.errors)")
        #expect(
            try bench.rows("risks", "--level", "all")["PR1"]?["registers"] as? [String] == ["BAF"])
        #expect(try bench.baf("verify").status == 0)
    }

    @Test("Changes tell it once, compared with what it was before it was named")
    func changes() throws {
        let bench = try register(namedFrom: "2026-06-30")
        let changes = try #require(
            try bench.run(["changes", "-o", "json"]).json() as? [[String: Any]])
        let told = changes.map { "\($0["id"] ?? "") \($0["kind"] ?? "")" }
        #expect(told == ["PR1 up", "PR1 entered"], "\(changes)")
        let sentence = try #require(changes.first?["sentence"] as? String)
        #expect(sentence.hasPrefix("PR1 (7) "))
    }

    @Test("A closed own record is one question to the board, and takes nothing off")
    func closed() throws {
        let bench = try register(status: "Closed")
        let risk = try #require(try bench.rows("risks", "--level", "all")["PR1"])
        #expect(risk["registers"] as? [String] == ["BAF", "HLRR"])
        let asked = (risk["proposals"] as? [[String: Any]] ?? []).map {
            "\($0["kind"] ?? "") \($0["register"] ?? "") \($0["needs"] ?? "")"
        }
        #expect(asked == ["de-escalate BAF Trust Board"])
        #expect(try ids(bench, "--waiting") == ["8"])
        #expect(try bench.rows("risks")["7"]?["status"] as? String == "closed")
    }

    @Test("A paper prints it once, with the record's id beside it")
    func paper() throws {
        let bench = try register()
        for report in ["hlrr", "baf", "audit-committee"] {
            let made = try bench.baf("report", report, "--format", "json", "--out", ".")
            try #require(made.status == 0, "\(made.errors)")
            let path = bench.path("\(report)-2026-06-30.json")
            let paper = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
                    as? [String: Any])
            let shown = paper["risks"] as? [String] ?? []
            #expect(!shown.contains("7"), "\(report)")
            guard report != "audit-committee" else { continue }
            #expect(shown.count { $0 == "PR1" } == 1, "\(report)")
            let tables = try #require(paper["tables"] as? [String: [String: Any]])
            let main = try #require(tables[paper["mainTable"] as? String ?? ""])
            let row = (main["rows"] as? [[String: Any]] ?? []).first {
                $0["id"] as? String == "PR1"
            }
            #expect(row?["record"] as? String == "7", "\(report)")
            let cells = tables["heat-map-risks"]?["rows"] as? [[String: Any]] ?? []
            #expect(cells.contains { $0["risks"] as? String == "PR1 (7)" }, "\(cells)")
        }
    }
}
