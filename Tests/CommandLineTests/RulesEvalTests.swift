import Foundation
import TestSupport
import Testing

/// `baf rules eval`: any DMN model over any table.
@Suite("A model over a table") struct RulesEvalTests {
    private static let routing = Workbench.path("Rules/hct/routing.dmn")
    private static let review = Workbench.path("Rules/hct/review.dmn")

    private static func model(_ elements: String, imports: String = "", namespace: String = "urn:m")
        -> String
    {
        """
        <?xml version="1.0"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="\(namespace)"
          xmlns:c="urn:common">\(imports)
        \(elements)
        </definitions>
        """
    }

    private static func input(_ name: String, _ type: String) -> String {
        "<inputData id=\"in_\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/></inputData>"
    }

    private static func decision(
        _ name: String, _ needs: [String], _ text: String, type: String = "Any"
    )
        -> String
    {
        "<decision id=\"d_\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/>"
            + needs.map {
                "<informationRequirement><requiredInput href=\"#in_\($0)\"/></informationRequirement>"
            }
            .joined()
            + "<literalExpression><text>\(text)</text></literalExpression></decision>"
    }

    @Test("CSV in gives CSV out: the columns of the data, then those of the decisions")
    func csv() throws {
        let bench = try Workbench()
        try bench.write(
            "r.csv",
            "id,GRADE,Source,note\r\n1,high,Programme,\"a, \"\"b\"\"\"\r\n2,,,=1+1\r\n")
        let run = try bench.baf(
            "rules", "eval", RulesEvalTests.review, "--decision", "Review", "--in", "r.csv")
        #expect(run.status == 0)
        #expect(
            run.output
                == "id,GRADE,Source,note,Review.interval,Review.reviewer,Review.acceptor\r\n"
                + "1,high,Programme,\"a, \"\"b\"\"\",3,PMO Steering Group,Director\r\n"
                + "2,,,'=1+1,1,Risk lead,Executive Team\r\n")
        #expect(run.errors == "r.csv: carried through, no input: \"id\", \"note\"\n")
    }

    @Test(
        "What is written reads back: asked about its own answers, the program carries them unchanged"
    )
    func readsBack() throws {
        let bench = try Workbench()
        try bench.write(
            "m.dmn",
            RulesEvalTests.model(
                RulesEvalTests.input("x", "string")
                    + RulesEvalTests.decision("d", ["x"], "x + \"!\"", type: "string")
                    + RulesEvalTests.decision("e", ["x"], "[x, null]")))
        try bench.write("r.csv", "x,n\n'=a,-5\n\"'-\",\"two\nlines\"\n")
        let first = try bench.baf(
            "rules", "eval", "m.dmn", "--decision", "d", "--in", "r.csv", "--out", "a.csv")
        #expect(first.status == 0)
        #expect(first.output == "")
        let text = try String(contentsOfFile: bench.path("a.csv"), encoding: .utf8)
        #expect(text == "x,n,d\r\n'=a,-5,'=a!\r\n'-,\"two\nlines\",'-!\r\n")
        let second = try bench.baf(
            "rules", "eval", "m.dmn", "--decision", "e", "--in", "a.csv", "-o", "jsonl")
        #expect(
            second.output
                == "{\"x\": \"=a\", \"n\": \"-5\", \"d\": \"=a!\", \"e\": [\"=a\", null]}\n"
                + "{\"x\": \"-\", \"n\": \"two\\nlines\", \"d\": \"-!\", \"e\": [\"-\", null]}\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
                .filter { $0.hasSuffix(".new") } == [])
    }

    @Test("Numbers are exact, and every type comes through a table and back")
    func types() throws {
        let bench = try Workbench()
        let types = [
            ("n", "number", "0.10"), ("s", "string", "a b"), ("b", "boolean", "yes"),
            ("d", "date", "2026-02-28"),
            ("t", "time", "09:30:00"), ("m", "dateTime", "2026-02-28T09:30:00Z"),
            ("p", "dayTimeDuration", "P1DT2H"), ("y", "yearMonthDuration", "P1Y2M"),
        ]
        let sums = [
            "n + 0.2", "s + \"!\"", "not(b)", "d + duration(\"P1D\")", "t + duration(\"PT1H\")",
            "m - duration(\"P1D\")",
            "p * 2", "y + y",
        ]
        let elements =
            types.map { RulesEvalTests.input($0.0, $0.1) }.joined()
            + zip(types, sums).map { RulesEvalTests.decision("r\($0.0)", [$0.0], $1) }.joined()
        try bench.write("m.dmn", RulesEvalTests.model(elements))
        try bench.write(
            "r.csv",
            types.map(\.0).joined(separator: ";") + "\n" + types.map(\.2).joined(separator: ";")
                + "\n")
        let run = try bench.baf("rules", "eval", "m.dmn", "--in", "r.csv")
        #expect(run.errors == "")
        #expect(
            run.output.split(separator: "\r\n").last.map(String.init)
                == types.map(\.2).joined(separator: ";")
                + ";0.3;a b!;false;2026-03-01;10:30:00;2026-02-27T09:30:00Z;P2DT4H;P2Y4M")
    }

    @Test("Cells that do not fit are null with a warning; with --strict the exit code is 1")
    func misfits() throws {
        let bench = try Workbench()
        try bench.write("r.csv", "status,approval,score\nopen,approved,abc\nopne,approved,16\n")
        let words = [
            "rules", "eval", RulesEvalTests.routing, "--decision", "Routing", "--in", "r.csv",
        ]
        let run = try bench.run(words)
        #expect(run.status == 0)
        #expect(
            run.errors
                == "r.csv:2:15: warning: score: \"abc\" is no number: write digits, with a point before decimals; "
                + "it is null\n"
                + "r.csv:3:1: warning: status: \"opne\" is not among the values that the model allows; it is null\n"
                + "2 cells do not fit their input and are null\n")
        #expect(run.output.contains("open,approved,abc,unroutable\r\n"))
        #expect(try bench.run(words + ["--strict"]).status == 1)
        let quiet = try bench.run(words + ["--quiet"])
        #expect(quiet.errors == "")
        #expect(quiet.output == run.output)
    }

    /// Data that cannot be read on, and what is said of it.
    private static let refused: [(String, String, String)] = [
        (
            "r.csv", "score,score\n1,2\n",
            "r.csv:1:7: error: the head \"score\" stands here and at column 1 too"
        ),
        ("r.csv", "score,grade\n1\n", "r.csv:2:1: error: the row has 1 field, and the head 2"),
        ("r.csv", "", "r.csv:1:1: error: the file is empty: there is no head"),
        (
            "r.csv", "Score,SCORE\n1,2\n",
            "r.csv:1:7: error: \"Score\" and \"SCORE\" are both for the input \"score\""
        ),
        (
            "r.csv", "score,At the threshold\n1,\n",
            "r.csv:1:7: error: the data has a column \"At the threshold\", and so have the answers"
        ),
        (
            "r.csv", "score\n1\n1234567890123456789012345678901234567890123\n",
            "r.csv:3:1: error: score: \"1234567890123456789012345678901234567...\" has 43 digits"
        ),
        ("r.csv", "score\n\"1\n", "r.csv:2:1: error: a quote is opened here and never closed"),
        ("r.jsonl", "{\"score\": 1}\n[2]\n", "r.jsonl:2:1: error: the line is no JSON object"),
        (
            "r.jsonl", "{\"score\": " + String(repeating: "[", count: 10_000) + "\n",
            "r.jsonl:1:210: error: lists and objects nest more than 200 deep here"
        ),
        (
            "r.jsonl", "{\"score\": 1e9999999}\n",
            "r.jsonl:1:11: error: score: \"1e9999999\" is beyond the numbers"
        ),
        (
            "r.jsonl", "{\"score\": 1, \"Score\": 2}\n",
            "r.jsonl:1:23: error: \"score\" and \"Score\" are both for the input \"score\""
        ),
    ]

    @Test(
        "Broken data is refused with its line, and a file of answers is not begun",
        arguments: refused.indices)
    func refuses(number: Int) throws {
        let (file, text, message) = Self.refused[number]
        let bench = try Workbench()
        try bench.write(file, text)
        let run = try bench.baf(
            "rules", "eval", RulesEvalTests.routing, "--decision", "At the threshold", "--in", file,
            "--out", "out.csv")
        #expect(run.status == 65)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: bench.path("out.csv")))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
                .filter { $0.hasSuffix(".new") } == [])
    }

    @Test("The answers never replace the table that was asked")
    func ownInput() throws {
        let bench = try Workbench()
        try bench.write("r.csv", "score\n15\n")
        let run = try bench.baf(
            "rules", "eval", RulesEvalTests.routing, "--decision", "At the threshold", "--in",
            "r.csv",
            "--out", "./r.csv")
        #expect(run.status == 64)
        #expect(run.errors.contains("--out ./r.csv is what is read"), "\(run.errors)")
        #expect(try String(contentsOfFile: bench.path("r.csv"), encoding: .utf8) == "score\n15\n")
    }

    @Test("What is not there is 66, what is no model 65, what cannot be meant 64")
    func exitCodes() throws {
        let bench = try Workbench()
        try bench.write("r.csv", "score\n15\n")
        func status(_ words: String...) throws -> (Int32, String) {
            let run = try bench.run(["rules", "eval"] + words)
            return (run.status, run.errors)
        }
        let slip = try status(RulesEvalTests.routing, "--decision", "Registrs", "--in", "r.csv")
        #expect(slip.0 == 66)
        #expect(slip.1.contains("there is no decision \"Registrs\"; did you mean \"Registers\"?"))
        #expect(try status(RulesEvalTests.routing, "--service", "x", "--in", "r.csv").0 == 66)
        #expect(try status("none.dmn", "--in", "r.csv").0 == 66)
        #expect(try status(RulesEvalTests.routing, "--in", "none.csv").0 == 66)
        #expect(try status("r.csv", "--in", "r.csv").0 == 65)
        #expect(try status(RulesEvalTests.routing, "--in", "-").0 == 64)
        #expect(
            try status(RulesEvalTests.routing, "--decision", "x", "--service", "y", "--in", "r.csv")
                .0 == 64)
        #expect(
            try status(RulesEvalTests.routing, "--in", "r.csv", "--out", "no/such/folder/out.csv").0
                == 73)
        #expect(try status(RulesEvalTests.routing, "--in", "r.csv", "--out", ".").0 == 73)
        // A device is written to; put in its place, a file would hide it from everybody.
        #expect(try status(RulesEvalTests.routing, "--in", "r.csv", "--out", "/dev/null").0 == 0)
        let device = try FileManager.default.attributesOfItem(atPath: "/dev/null")
        #expect(device[.type] as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("A trace tells rows hit and near misses, and changes no answer")
    func trace() throws {
        let bench = try Workbench()
        try bench.write(
            "r.csv",
            "score,status,approval\n" + (1...25).map { "\($0),open,approved\n" }.joined()
                + ",closed,\n")
        let words = [
            "rules", "eval", RulesEvalTests.routing, "--decision", "Routing", "--in", "r.csv", "-o",
            "jsonl",
        ]
        let plain = try bench.run(words)
        let traced = try bench.run(words + ["--trace"])
        func rows(_ run: Workbench.Run) throws -> [[String: Any]] {
            try run.output.split(separator: "\n").map {
                try #require(
                    try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
        }
        let (without, with) = (try rows(plain), try rows(traced))
        #expect(without.count == 26)
        for (one, other) in zip(without, with) {
            var stripped = other
            stripped["trace"] = nil
            #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: stripped))
        }
        let steps = try #require(with[13]["trace"] as? [[String: Any]])
        #expect(steps.compactMap { $0["decision"] as? String } == ["At the threshold", "Routing"])
        let table = try #require((steps[0]["tables"] as? [[String: Any]])?.first)
        let hits = try #require(table["hits"] as? [[String: Any]])
        #expect(hits.first?["row"] as? String == "THR-02")
        let near = try #require(table["nearMiss"] as? [String: Any])
        #expect(near["row"] as? String == "THR-01")
        #expect(near["needs"] as? String == ">= 15")
        let text = try bench.run(words.dropLast(2) + ["-o", "table", "--trace"]).output
        #expect(
            text.contains("row 14 (r.csv:15): score = 14, status = open, approval = approved\n"))
        #expect(
            text.contains(
                "\n        nearest row that did not match: THR-01, score is 14, the row asks >= 15\n"
            ))
    }

    @Test("Models that import others, services, and models written for 1.5 are asked too")
    func importsAndServices() throws {
        let bench = try Workbench()
        try bench.write(
            "common.dmn",
            RulesEvalTests.model(
                RulesEvalTests.input("a", "number")
                    + RulesEvalTests.decision("twice", ["a"], "a * 2", type: "number"),
                namespace: "urn:common"))
        try bench.write(
            "main.dmn",
            RulesEvalTests.model(
                """
                <decision id="sum" name="sum"><variable name="sum" typeRef="number"/>
                <informationRequirement><requiredDecision href="urn:common#d_twice"/></informationRequirement>
                <literalExpression><text>common.twice + 1</text></literalExpression></decision>
                <decision id="other" name="other"><variable name="other" typeRef="number"/>
                <informationRequirement><requiredDecision href="#sum"/></informationRequirement>
                <literalExpression><text>sum * 10</text></literalExpression></decision>
                <decisionService id="s" name="both"><variable name="both"/>
                <outputDecision href="#sum"/><outputDecision href="#other"/>
                <inputData href="urn:common#in_a"/></decisionService>
                """,
                imports:
                    "<import name=\"common\" namespace=\"urn:common\" locationURI=\"common.dmn\" "
                    + "importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"))
        try bench.write("r.jsonl", "{\"a\": 0.1}\n{\"a\": null}\n")
        let top = try bench.baf("rules", "eval", "main.dmn", "--in", "r.jsonl")
        #expect(top.output.hasPrefix("{\"a\": 0.1, \"other\": 12}\n"), "\(top.output)\(top.errors)")
        let service = try bench.baf(
            "rules", "eval", "main.dmn", "--service", "both", "--in", "r.jsonl", "-o", "json")
        let rows = try #require(try service.json() as? [[String: Any]], "\(service.errors)")
        #expect(rows.count == 2)
        #expect(rows[0]["sum"] as? Double == 1.2)
        #expect(rows[0]["other"] as? Double == 12)
    }

    @Test("A context comes in one cell, or with a column for each member")
    func members() throws {
        let bench = try Workbench()
        let types = """
            <itemDefinition name="tRate"><itemComponent name="pc"><typeRef>number</typeRef></itemComponent></itemDefinition>
            <itemDefinition name="tLoan"><itemComponent name="amount"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="from"><typeRef>date</typeRef></itemComponent>
            <itemComponent name="rate"><typeRef>tRate</typeRef></itemComponent></itemDefinition>
            """
        try bench.write(
            "m.dmn",
            RulesEvalTests.model(
                types + RulesEvalTests.input("loan", "tLoan")
                    + RulesEvalTests.decision("out", ["loan"], "loan", type: "tLoan")))
        try bench.write("r.csv", "Loan.Amount,loan.rate.pc\n0.10,3\n,\nx,\n")
        let run = try bench.baf("rules", "eval", "m.dmn", "--in", "r.csv")
        #expect(
            run.output
                == "Loan.Amount,loan.rate.pc,out.amount,out.from,out.rate.pc\r\n0.10,3,0.1,,3\r\n,,,,\r\nx,,,,\r\n"
        )
        #expect(
            run.errors
                == "r.csv: nothing is for the input \"loan.from\": it is null\n"
                + "r.csv:4:1: warning: loan.amount: \"x\" is no number: write digits, with a point before decimals; "
                + "it is null\n1 cell does not fit its input and is null\n")
        try bench.write(
            "w.csv", "loan\n\"{\"\"amount\"\": 1, \"\"from\"\": null, \"\"rate\"\": null}\"\n")
        let whole = try bench.baf("rules", "eval", "m.dmn", "--in", "w.csv", "-o", "jsonl")
        #expect(
            whole.output.hasSuffix("\"out\": {\"amount\": 1, \"from\": null, \"rate\": null}}\n"),
            "\(whole.output)\(whole.errors)")
        try bench.write("b.csv", "loan,loan.amount\n,1\n")
        let both = try bench.baf("rules", "eval", "m.dmn", "--in", "b.csv")
        #expect(both.status == 65)
        #expect(
            both.errors.contains("\"loan\" and \"loan.amount\" are both for the input \"loan\""))
    }

    @Test("A column of one decision's nulls reads back with as many rows")
    func nullRows() throws {
        let bench = try Workbench()
        try bench.write("r.csv", "score\n\"\"\n\n15\n")
        let run = try bench.baf(
            "rules", "eval", RulesEvalTests.routing, "--decision", "At the threshold", "--in",
            "r.csv")
        #expect(run.output == "score,At the threshold\r\n,false\r\n15,true\r\n")
        #expect(run.errors == "1 blank line was passed over\n")
    }

    @Test("The day is what --now says, and null without it")
    func now() throws {
        let bench = try Workbench()
        try bench.write(
            "m.dmn",
            RulesEvalTests.model(
                RulesEvalTests.input("n", "number")
                    + RulesEvalTests.decision("d", ["n"], "today()", type: "date")))
        try bench.write("r.csv", "n\n1\n2\n")
        let run = try bench.baf(
            "rules", "eval", "m.dmn", "--in", "r.csv", "--now", "2026-07-01T10:00:00Z")
        #expect(run.output == "n,d\r\n1,2026-07-01\r\n2,2026-07-01\r\n")
        #expect(
            try bench.baf("rules", "eval", "m.dmn", "--in", "r.csv").output == "n,d\r\n1,\r\n2,\r\n"
        )
        #expect(
            try bench.baf("rules", "eval", "m.dmn", "--in", "r.csv", "--now", "soon").status == 64)
    }
}
