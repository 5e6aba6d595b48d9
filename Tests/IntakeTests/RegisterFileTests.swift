import Foundation
import Intake
import RiskRegister
import Rulebooks
import TestSupport
import Testing
import XML

/// The mappings of the default rules.
func defaultMappings() throws -> [SourceMapping] {
    try ["datix", "actions", "framework"].map { name in
        try MappingFile.read(path: Workbench.path("Rules/hct/mappings/\(name).yaml"))
    }
}

/// The records as lines, each after where it stands: "4: name=text | name=text".
func numberedLines(_ file: RegisterFile) throws -> [String] {
    var lines: [String] = []
    try file.records { record in
        let fields = record.fields.map { "\($0.name)=\($0.text)" }
        lines.append("\(record.line): \(fields.joined(separator: " | "))")
    }
    return lines
}

private func inspect(_ text: String, name: String = "risks.xml") throws -> RegisterFile {
    try RegisterFile.inspect(.bytes(Array(text.utf8), name: name), mappings: defaultMappings())
}

/// The records as lines: name=text, separated by " | ".
private func lines(_ file: RegisterFile) throws -> [String] {
    var lines: [String] = []
    try file.records { record in
        lines.append(record.fields.map { "\($0.name)=\($0.text)" }.joined(separator: " | "))
    }
    return lines
}

/// A record written in one of the shapes of exports, and its raw fields.
struct ShapeCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var xml: String
    var records: [String]

    init(_ name: String, _ xml: String, _ records: [String]) {
        testDescription = name
        self.xml = xml
        self.records = records
    }
}

private let shapes: [ShapeCase] = [
    .init(
        "elements",
        "<Risks><Risk><recordid> 7 </recordid><ram_name>A &amp; B</ram_name><x/></Risk></Risks>",
        ["recordid= 7  | ram_name=A & B | x="]),
    .init(
        "field elements with names",
        """
        <Records><Record><field name="recordid">7</field><field name="ram_name" value="T"/>
        <column Name="Risk Type">x</column></Record></Records>
        """, ["recordid=7 | ram_name=T | Risk Type=x"]),
    .init(
        "attributes of a report",
        """
        <Report xmlns="Risks" Name="Risks"><Tablix1><Detail_Collection>
        <Detail recordid1="7" ram_name="T"/><Detail recordid1="8" ram_name="U"/>
        </Detail_Collection></Tablix1></Report>
        """, ["recordid1=7 | ram_name=T", "recordid1=8 | ram_name=U"]),
    .init(
        "prefixes and nil values",
        """
        <r:Risks xmlns:r="urn:r" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <r:Risk r:recordid="7"><r:closed xsi:nil="true"/></r:Risk></r:Risks>
        """, ["recordid=7 | closed="]),
    .init(
        "coded pairs",
        "<Risks><Risk><id>7</id><ram_cur_level code='EXTREME'>Extreme</ram_cur_level></Risk></Risks>",
        ["id=7 | ram_cur_level=Extreme | ram_cur_level/@code=EXTREME"]),
    .init(
        "nested fields",
        """
        <Risks><Risk><id>7</id><current><likelihood>4</likelihood><score>16</score></current>
        <notes><note by="x">a</note><note>b</note></notes></Risk></Risks>
        """,
        [
            "id=7 | current/likelihood=4 | current/score=16 | notes/note=a | notes/note/@by=x"
                + " | notes/note=b"
        ]),
    .init(
        "HTML inside a field, as elements and as text",
        """
        <Risks><Risk><id>7</id><d>one<br/><p class="x">R &amp; <b>D</b> &lt; 5</p>tail</d>\
        <e><![CDATA[<p>x</p>]]></e></Risk></Risks>
        """, ["id=7 | d=one<br/><p>R &amp; <b>D</b> &lt; 5</p>tail | e=<p>x</p>"]),
    .init(
        "a workbook with titles, headings, gaps and two sheets",
        """
        <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
          xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="Open"><Table>
        <Row><Cell><Data ss:Type="String">Risk register</Data></Cell></Row>
        <Row><Cell><Data ss:Type="String">Datix ID</Data></Cell>
          <Cell><Data ss:Type="String">Title</Data></Cell><Cell/>
          <Cell><Data ss:Type="String">Current
         score</Data></Cell></Row>
        <Row><Cell><Data ss:Type="Number">7</Data></Cell>
          <Cell><Data ss:Type="String">T</Data><Comment><Data>no</Data></Comment></Cell>
          <Cell ss:Index="4"><Data ss:Type="Number">16</Data></Cell></Row>
        <Row><Cell><Data ss:Type="String"> </Data></Cell></Row>
        </Table></Worksheet>
        <Worksheet ss:Name="Closed"><Table>
        <Row><Cell><Data>Title</Data></Cell><Cell><Data>Risk ID</Data></Cell></Row>
        <Row><Cell><Data>U</Data></Cell><Cell><Data>8</Data></Cell></Row>
        </Table></Worksheet></Workbook>
        """, ["Datix ID=7 | Title=T | Current score=16", "Title=U | Risk ID=8"]),
    .init(
        "groups of any depth, whose values count where a record has none",
        """
        <Report directorate="Whole"><G1 Directorate="Adults" id="3"><Lead>M Ash</Lead><Ds>
        <Detail recordid="7" Directorate=""/><Detail recordid="8" ram_directorate="Estates"/></Ds></G1>
        <Directorate name="CYP &amp; more"><Unit><Detail recordid="9"/></Unit></Directorate>
        <Ds><Detail recordid="10"/></Ds></Report>
        """,
        [
            "recordid=7 | Directorate= | Directorate=Adults | Lead=M Ash",
            "recordid=8 | ram_directorate=Estates | Lead=M Ash",
            "recordid=9 | Directorate=CYP & more", "recordid=10",
        ]),
    .init(
        "records of an unknown name",
        """
        <Export><Header><Day>x</Day></Header><Items><Thing><recordid>7</recordid></Thing>
        <Thing><recordid>8</recordid></Thing></Items></Export>
        """, ["recordid=7", "recordid=8"]),
    .init("no records", "<Risks extractDate='2026-05-31'/>", []),
]

@Test("Every shape of export gives the same kind of raw fields", arguments: shapes)
func shape(_ example: ShapeCase) throws {
    let files = try RegisterFile.all(
        in: .bytes(Array(example.xml.utf8), name: "risks.xml"), mappings: defaultMappings())
    #expect(files.allSatisfy { $0.kind == .risks })
    #expect(files.reduce(0) { $0 + $1.recordCount } == example.records.count)
    #expect(try files.flatMap(lines) == example.records)
}

@Test("What is said once for a group is told, and so is what is not read of it")
func groups() throws {
    let file = try inspect(
        "<Report><G1 Directorate=\"Adults\" Textbox5=\"x\" id=\"3\"><Detail recordid=\"7\"/><Detail recordid=\"8\"/>"
            + "</G1></Report>")
    #expect(
        file.findings.map(\.message) == [
            "Directorate of 2 records is said once for a group of them",
            "said once for groups of records, and not read: Textbox5, id",
        ])
}

@Test("The head gives day and organisation; the file's own findings are one each")
func head() throws {
    let file = try inspect(
        """
        <Risks generated="2026-06-02T08:00:00" organisation=" NBC "><AsAt>31/05/2026</AsAt>
        <Risk><recordid>7</recordid><ram_nmae>&#x0B;T</ram_nmae><colour>red</colour></Risk>
        <Risk><recordid>8</recordid><ram_nmae>U</ram_nmae><colour> </colour></Risk></Risks>
        """, name: "folder/risks.xml")
    #expect(file.asAt == Day("2026-05-31"))
    #expect(file.organisation == "NBC")
    #expect(file.name == "risks.xml")
    #expect(file.repaired == 1)
    #expect(file.unmapped == ["colour", "ram_nmae"])
    #expect(
        file.findings.map { "\($0.code) \($0.line): \($0.message)" } == [
            "RD01 2: 1 reference to a character that XML does not allow, replaced by a space, "
                + "first in line 2, column 39",
            "RD03 2: colour is in no mapping; kept as it stands on 1 of 2 records",
            "RD03 2: ram_nmae is in no mapping; kept as it stands on 2 of 2 records; "
                + "did you mean ram_name?",
        ])
    #expect(file.findings.allSatisfy { $0.subject == .file("risks.xml") })
    let extract = file.extractFile(mappingDigest: "m")
    #expect(extract.sha256 == file.sha256 && extract.encoding == "UTF-8")
}

@Test("An encoding that is not read is a finding where the bytes are UTF-8, and else refused")
func unknownEncoding() throws {
    let text =
        "<?xml version='1.0' encoding='x-foo'?><Risks><Risk><recordid>7</recordid></Risk></Risks>"
    let file = try inspect(text)
    #expect(
        file.findings.filter { $0.code == "RD02" }.map(\.message) == [
            "declared x-foo, which is not read here; the bytes are UTF-8; read as UTF-8"
        ])
    let latin = text.utf8.map { $0 == UInt8(ascii: "7") ? 0xE9 : $0 }
    let error = try #require(throws: XMLError.self) {
        _ = try RegisterFile.inspect(
            .bytes(latin, name: "risks.xml"), mappings: defaultMappings())
    }
    #expect(error.description.contains("declares the encoding x-foo, which is not read"))
}

@Test(
    "The order of dates is decided once for a file",
    arguments: [
        ("13/05/2026 04/05/2026", SourceMapping.DateOrder.dayFirst, nil),
        ("05/13/2026 04/05/2026", .monthFirst, "dates are month first (as 05/13/2026)"),
        ("04/05/2026 05/05/2026", .dayFirst, "no date shows the order of day and month"),
        (
            "13/05/2026 05/13/2026", .dayFirst,
            "dates are written in both orders, day first 1 times (13/05/2026)"
        ),
        ("2026-05-13 Apr-16 04/2019", .dayFirst, nil), ("05/05/2026 1/1/1900", .dayFirst, nil),
    ])
func dateOrder(_ dates: String, _ order: SourceMapping.DateOrder, _ message: String?) throws {
    let risks = dates.split(separator: " ").map {
        "<Risk><recordid>7</recordid><ram_dcreated>\($0)</ram_dcreated></Risk>"
    }
    let plain = try inspect("<Risks>\(risks.joined())</Risks>")
    #expect(plain.dateOrder == order)
    #expect(plain.findings.map(\.code) == (message == nil ? [] : ["RD06"]))
    if let message { #expect(plain.findings.first?.message.hasPrefix(message) == true) }
    // The same as attributes, which take the longer way.
    let attributes = dates.split(separator: " ").map { "<Risk recordid='7' ram_dcreated='\($0)'/>" }
    let other = try inspect("<Risks>\(attributes.joined())</Risks>")
    #expect(other.dateOrder == plain.dateOrder && other.findings == plain.findings)
}

@Test("Files are told apart by root and by names")
func kinds() throws {
    let actions = "<ca_actions><act_cas_id>7</act_cas_id><act_descr>x</act_descr></ca_actions>"
    #expect(try inspect("<Actions>\(actions)</Actions>").kind == .actions)
    #expect(try inspect("<Report>\(actions)</Report>").kind == .actions)
    #expect(try inspect("<Report><Risk recordid='7' ram_name='x'/></Report>").kind == .risks)
    let report = try inspect("<Report><Detail recordid1='7' ram_name2='x' Textbox12='y'/></Report>")
    #expect(report.unmapped == ["Textbox12"])
    let text = "<BAF asAt='2026-06-30' organisation='NBC'><PrincipalRisk id='PR1'/>é\u{0B}</BAF>"
    let framework = try inspect("<?xml version='1.0' encoding='utf-8'?>" + text)
    #expect(framework.kind == .framework)
    #expect(framework.asAt == Day("2026-06-30") && framework.organisation == "NBC")
    var raw: [RawRecord] = []
    try framework.records { raw.append($0) }
    #expect(raw.count == 1 && raw.first?.fields.count == 1)
    #expect(raw.first?.fields.first?.name == RegisterFile.frameworkField)
    let kept = try #require(raw.first?.fields.first?.text)
    #expect(kept.hasSuffix(text.replacingOccurrences(of: "\u{0B}", with: " ")))
    #expect(try XMLDocument.parse(Array(kept.utf8), name: "t").name == "BAF")
}

@Test("A file that no mapping knows is refused, and one that is broken says that first")
func refused() throws {
    let unknown = try #require(throws: RegisterFileError.self) {
        try inspect("<!-- x -->\n<Riskz><Risk/></Riskz>", name: "r.xml")
    }
    #expect(
        unknown.description == """
            r.xml:2: error: no mapping knows the root element <Riskz>
              Known: ActionPlan, ActionPlans, Actions, AssuranceFramework, BAF, \
            BoardAssuranceFramework, DocumentElement, Export, Framework, Records, Report, \
            RiskRegister, Risks, Workbook; did you mean Risks?
              Add Riskz to `roots` in the mapping that reads such files.
            """)
    for text in ["<Riskz><Risk>", "<Risks><Risk></Risks>", "<!DOCTYPE a><Riskz/>", "", "x"] {
        #expect(throws: XMLError.self) { try inspect(text) }
    }
    #expect(throws: RegisterFileError.noMapping(file: "r.xml")) {
        try RegisterFile.inspect(.bytes(Array("<a/>".utf8), name: "r.xml"), mappings: [])
    }
}

@Test(
    "The samples are read whole",
    arguments: ["hct", "northbridge", "stories/a", "stories/b", "stories/c"])
func samples(_ folder: String) throws {
    let path = Workbench.path("Samples/\(folder)")
    let files = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { $0.hasSuffix(".xml") }
    #expect(!files.isEmpty)
    for name in files {
        let file = try RegisterFile.inspect(path: path + "/" + name, mappings: defaultMappings())
        var count = 0
        try file.records { record in
            count += 1
            #expect(record.line > 0)
        }
        #expect(count == file.recordCount && count > 0)
        #expect(file.organisation != nil && file.asAt != nil)
        #expect(file.dateOrder == .dayFirst)
        if name.contains("-0") { #expect(file.asAt.map { name.hasSuffix("\($0).xml") } == true) }
    }
}
