import Foundation
import Intake
import RiskRegister
import TestSupport
import Testing
import XML

private func framework(_ text: String) throws -> AssuranceFramework {
    let raw = RawRecord(fields: [RawField(name: "framework", text: text)])
    return try FrameworkReader.framework(
        raw, mapping: defaultMappings()[2], dateOrder: .dayFirst)
}

private func sample(_ path: String) throws -> AssuranceFramework {
    try framework(String(contentsOfFile: Workbench.path("Samples/\(path)"), encoding: .utf8))
}

/// A body of a framework, and what reading it finds, as "code line: part of the message".
struct FlawCase: CustomTestStringConvertible, Sendable {
    let body: String
    let findings: [String]
    var testDescription: String { body }

    init(_ body: String, _ findings: String...) { (self.body, self.findings) = (body, findings) }

    static let all: [FlawCase] = [
        FlawCase("<Objektive id='SO1'/>", "RD03 2: did you mean Objective?"),
        FlawCase(
            "<Objectives><Objectiv id='SO1'/></Objectives>", "RD03 2: did you mean Objective?"),
        FlawCase(
            "<Objective id='SO1' knd='x'>\n<Txt>a</Txt></Objective>",
            "RD03 2: knd in <Objective>", "RD03 3: did you mean Text?"),
        FlawCase("<PrincipalRisk id='PR1' exec='CN'/>", "RD03 2: exec in <PrincipalRisk>"),
        FlawCase(
            "<PrincipalRisk id='PR1'><Titel>a</Titel></PrincipalRisk>",
            "RD03 2: did you mean Title?"),
        FlawCase(
            "<PrincipalRisk id='PR1'><Controls><Contrl/></Controls></PrincipalRisk>",
            "RD03 2: did you mean Control?"),
        FlawCase("<PrincipalRisk id='PR1' basis='kept'/>", "RD04 2: basis \"kept\""),
        FlawCase("<PrincipalRisk/>", "RD05 2: <PrincipalRisk> has no id"),
        FlawCase(
            "<PrincipalRisk id='PR1'/><PrincipalRisk id='PR1'/>",
            "ID01 2: PR1 more than once; this one is kept as PR1 #2"),
        FlawCase(
            "<Objective id='SO1'/><Objective id='SO1'/><Objective id='SO1'/>",
            "ID01 2: kept as SO1 #2", "ID01 2: kept as SO1 #2-2"),
        FlawCase("<Objective id='SO1' from='some day'/>", "RD04 2: from \"some day\""),
        FlawCase("<Appetite domain='Safety' appetite='30'/>", "RD04 2: appetite \"30\""),
        FlawCase(
            "<Appetite domain='Safety' appetite='8' toleranceOn='now'/>", "RD04 2: toleranceOn"),
        FlawCase(
            "<PrincipalRisk id='PR1'><Gap id='G' kind='money'>x</Gap></PrincipalRisk>",
            "RD04 2: kind \"money\""),
        FlawCase(
            "<PrincipalRisk id='PR1'><Assurance line='4' date='x'>x</Assurance></PrincipalRisk>",
            "RD04 2: date \"x\"", "RD04 2: line \"4\""),
    ]
}

struct FrameworkReaderTests {
    @Test("The published framework is read line by line")
    func published() throws {
        let framework = try sample("hct/framework.xml")
        #expect(framework.findings.isEmpty)
        #expect(framework.organisation == "HCT")
        #expect(framework.organisationName == "Hertfordshire Community NHS Trust")
        #expect(framework.objectives.map(\.id) == ["SO1", "SO2", "SO3", "SO4", "SO5"])
        #expect(
            framework.objectives.allSatisfy { $0.kind == .strategic && $0.version == "2018-20" })
        #expect(framework.committees.count == 6 && framework.executives.count == 7)
        let lines = framework.principalRisks.map { risk in
            "\(risk.id) \(risk.record.current.usable ?? 0) \(risk.basis?.rawValue ?? "rule") "
                + risk.record.objectives.joined(separator: "+")
        }
        #expect(
            lines == [
                "Ref 2 0316 18 rule SO3", "Ref 1 0316 16 rule SO5", "Ref 1 0118 12 held SO2",
                "Ref 10 0316 10 held SO2", "Ref 5 0316 9 held SO3", "Ref 6 0316 9 held SO4",
                "12 0316 8 theme SO5", "8 0316 6 theme SO4", "0316 11 6 theme SO5",
                "0716 1 6 theme SO2",
            ])
        let last = try #require(framework.principalRisks.last)
        #expect(last.record.opened?.description == "2016-07")
        #expect(last.record.sourceID == "0716 1" && last.record.reference == "0716 1")
        #expect(last.record.title == "Patient safety" && last.record.approval == .approved)
        #expect(last.note == "The link to an objective is illustrative.")
    }

    @Test("Every framework of the samples is read without a finding")
    func samples() throws {
        let folder = URL(fileURLWithPath: Workbench.path("Samples")).resolvingSymlinksInPath()
        let all = try #require(FileManager.default.enumerator(atPath: folder.path))
        let names = all.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".xml") && $0.contains("framework") }.sorted()
        #expect(names.count >= 4)
        for name in names {
            let framework = try sample(name)
            #expect(framework.findings == [], "\(name)")
            #expect(framework.principalRisks.flatMap(\.record.findings) == [], "\(name)")
            #expect(!framework.objectives.isEmpty, "\(name)")
        }
    }

    @Test("Pairs, bases and links are those of the file")
    func story() throws {
        let framework = try sample("stories/b/framework.xml")
        #expect(framework.objectives.map(\.kind).last == .other("workforce"))
        #expect(framework.objectives.first?.from?.description == "2025-04-01")
        let risk = try #require(framework.principalRisks.first)
        #expect(risk.id == "PR3" && risk.basis == .held)
        #expect(risk.record.initial.computed == 16 && risk.record.initial.usable == 16)
        #expect(risk.record.current.likelihood == 3 && risk.record.current.consequence == 4)
        #expect(risk.record.target.computed == 8 && risk.record.objectives == ["SO2"])
    }

    @Test("Attributes and elements mean the same, and groups may be left out")
    func shapes() throws {
        let framework = try framework(
            """
            <assurance-framework>
              <organisation>NBC</organisation><OrganisationName>Northbridge</OrganisationName>
              <Committee id="QC">Quality Committee</Committee>
              <Executives><Executive id="CN"><Role>Chief Nurse</Role></Executive></Executives>
              <Objective id="quality" from="01/04/2025" to="March 2026" kind="Strategic">
                <Text>Give safe care
                  to all</Text><Alias>Safe care</Alias><Alias>Q1</Alias>
              </Objective>
              <Objective id="people" kind="workforce"/>
              <Appetite domain="Safety" appetite="Cautious (8)" tolerance="12" tolerance-on="target"/>
              <principal-risk id="PR1" objectives="quality people" committee="QC">
                <Executive>CN</Executive><BAFRef>old</BAFRef>
                <Title>Harm &amp;amp; delay</Title>
                <Current>4x4=16</Current>
                <Target><Likelihood>2 - Unlikely</Likelihood><Consequence>4</Consequence></Target>
                <OwnRecord>2101</OwnRecord><LinkedRisk>1</LinkedRisk><LinkedRisk id="2"/>
                <Controls><Control id="C1" owner="CN">Panels
                  <Assurance line="third" date="Apr-26" source="Audit" result="limited">Report</Assurance>
                </Control></Controls>
                <Assurance line="2"><Text>Minutes</Text></Assurance>
                <Gap id="G1" kind="assurance" actions="A1, A2">Not tested</Gap>
                <Action id="A1" owner="CN" due="30/09/2026" status="complete">Test it</Action>
                <ReviewDue>30/09/2026</ReviewDue><Note>One</Note>
              </principal-risk>
            </assurance-framework>
            """)
        #expect(framework.findings.map(\.message) == [])
        #expect(framework.organisation == "NBC" && framework.organisationName == "Northbridge")
        #expect(framework.committeeName("QC") == "Quality Committee")
        let objective = try #require(framework.objectives.first)
        #expect(
            objective.text == "Give safe care to all" && objective.aliases == ["Safe care", "Q1"])
        #expect(objective.from?.description == "2025-04-01")
        #expect(objective.to?.description == "2026-03-31")
        let appetite = try #require(framework.appetites.first)
        #expect(appetite.word == "Cautious" && appetite.appetite == 8 && appetite.tolerance == 12)
        #expect(appetite.toleranceKind == .target)
        let risk = try #require(framework.principalRisks.first)
        #expect(risk.leadExecutive == "CN" && risk.record.leadExecutive == "Chief Nurse")
        #expect(risk.record.owner == "Chief Nurse" && risk.committee == "QC")
        #expect(risk.record.title == "Harm & delay")
        #expect(risk.record.objectives == ["quality", "people"])
        #expect(risk.record.current.computed == 16 && risk.record.current.usable == 16)
        #expect(risk.record.target.computed == 8)
        #expect(risk.ownRecord == "2101" && risk.linkedRisks == ["1", "2"])
        #expect(risk.controls.map(\.text) == ["Panels"])
        #expect(risk.controls.first?.assurances.first?.line == 3)
        #expect(risk.controls.first?.assurances.first?.date?.description == "2026-04")
        #expect(risk.assurances.map(\.text) == ["Minutes"])
        #expect(risk.gaps.first?.kind == .assurance && risk.gaps.first?.actions == ["A1", "A2"])
        let action = try #require(risk.actions.first)
        #expect(action.owner == "Chief Nurse" && !action.isOpen && action.riskID == "PR1")
        #expect(risk.record.controls == "Panels" && risk.record.gapsInAssurance == "Not tested")
    }

    @Test("What is wrong in a framework is found, with its line", arguments: FlawCase.all)
    func flaws(_ one: FlawCase) throws {
        let framework = try framework(
            "<AssuranceFramework organisation='NBC'>\n\(one.body)</AssuranceFramework>")
        #expect(framework.findings.count == one.findings.count)
        for (finding, expected) in zip(framework.findings, one.findings) {
            let parts = expected.split(separator: ": ", maxSplits: 1).map(String.init)
            #expect("\(finding.code) \(finding.line)" == parts[0])
            #expect(finding.message.contains(parts[1]), "\(finding.message)")
        }
    }

    @Test(
        "What is no framework is refused, with its place",
        arguments: [
            ("<Risks/>", "framework:1:1: error: <Risks> is not an assurance framework"),
            ("\n <Risks/>", "framework:2:2: error: <Risks> is not an assurance framework"),
            ("<AssuranceFramework>", "framework:1:"), ("", "framework"), ("words", "framework"),
        ])
    func refused(_ text: String, _ start: String) {
        let error = #expect(throws: XMLError.self) { try framework(text) }
        #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "")")
    }
}
