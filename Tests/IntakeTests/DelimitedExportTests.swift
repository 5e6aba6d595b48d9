import Foundation
import Intake
import RiskRegister
import Tables
import TestSupport
import Testing
import XML

private func file(_ text: String, name: String = "risks.csv") throws -> RegisterFile {
    try RegisterFile.inspect(.bytes(Array(text.utf8), name: name), mappings: defaultMappings())
}

@Suite("Exports of delimited text") struct DelimitedExportTests {
    @Test("Headings name the cells below them; titles above say the day and whose the file is")
    func headings() throws {
        let found = try file(
            """
            Risk register, all directorates
            Extract date:,30/06/2026
            "Organisation: NBC"

            Risk ID,Risk title,Owner,,Current rating
            0007,"A, ""so called"" risk",M Ash,odd,16
            8,B,,,
            """)
        #expect(found.kind == .risks)
        #expect(found.recordCount == 2)
        #expect(found.asAt == Day("2026-06-30"))
        #expect(found.organisation == "NBC")
        #expect(
            try numberedLines(found) == [
                "6: Risk ID=0007 | Risk title=A, \"so called\" risk | Owner=M Ash | Current rating=16"
                    + " | Column 4=odd",
                "7: Risk ID=8 | Risk title=B | Owner= | Current rating=",
            ])
        #expect(found.unmapped == ["Column 4"])
        #expect(found.extractFile(mappingDigest: "").encoding == "UTF-8")
    }

    @Test("Rows that are no records are left out, counted and told; a risk without an id is none")
    func leftOut() throws {
        let found = try file(
            """
            Risk ID;Risk title;Owner;Current rating;Status
            -------;----------;-----;--------------;------
            7;A;M Ash;16;Open
            Risk ID;Risk title;Owner;Current rating;Status
            Adults;;;;
            ;Total loss of power;M Ash;20;Open
            Total;;;36;
            ;Average;;18;
            9;Total;M Ash;4;Open
            (3 rows affected);;;;
            """)
        #expect(
            try numberedLines(found).map { String($0.prefix { $0 != "|" }) } == [
                "3: Risk ID=7 ", "6: Risk ID= ", "9: Risk ID=9 ",
            ])
        let told = try #require(found.findings.first { $0.message.contains("left out") })
        #expect(
            told.message
                == "6 rows are no records and were left out: dashes in line 2, the headings again in "
                + "line 4, \"Adults\" in line 5, \"Total\" in line 7, \"Average\" in line 8, and more"
        )
        #expect(told.line == 2)
    }

    @Test("Actions are known by their headings, whatever the file is called")
    func actions() throws {
        let found = try file(
            "Action ID\tRisk ID\tAction\tDue date\n1\t7\tDo it\t13/07/2026\n", name: "export")
        #expect(found.kind == .actions)
        #expect(found.dateOrder == .dayFirst)
        #expect(found.recordCount == 1)
    }

    @Test("What a file is its bytes say where its name does not, or says something else")
    func formats() throws {
        let text = "Risks of June\nRisk ID,Risk title\n7,A\n"
        #expect(try file(text, name: "/dev/stdin").recordCount == 1)
        #expect(
            try file("<Risks><Risk><recordid>7</recordid></Risk></Risks>", name: "x").kind == .risks
        )
        let mended = try file("Risk ID,Risk title\n7,A\u{1}B\n")
        #expect(mended.repaired == 1)
        #expect(
            mended.findings.map(\.message) == [
                "1 character that text does not allow, replaced by a space, first in line 2, column 4"
            ])
        let archive = #expect(throws: TableError.self) {
            try file("PK\u{3}\u{4}rest", name: "risks.csv")
        }
        #expect(archive?.what == "the ZIP archive is damaged or cut short")
    }

    @Test("A table that no mapping knows is refused with its headings and what they may be")
    func unknown() throws {
        let error = #expect(throws: RegisterFileError.self) {
            try file("Nummer,Bezeichnung,Ownr\n7,A,M Ash\n", name: "fremd.csv")
        }
        let text = "\(try #require(error))"
        #expect(text.contains("fremd.csv:1: error: no mapping knows two headings of a row"))
        #expect(text.contains("Ownr (Owner?)"), "\(text)")
    }

    @Test("A fault of the text is refused with its place")
    func faulty() throws {
        let error = #expect(throws: TableError.self) {
            try file("Risk ID,Risk title\n7,\"A\n8,B\n")
        }
        #expect(error?.place == "risks.csv:2:3")
    }
}
