internal import RiskRegister
internal import XML

/// An element of a framework, in which an attribute and a child element of one name mean the same.
struct FrameworkElement {
    let node: XMLNode

    init(_ node: XMLNode) { self.node = node }

    /// The names of attributes and children, with their lines.
    var names: [(name: String, line: Int)] {
        node.attributes.map { ($0.name, node.line) } + node.elements.map { ($0.name, $0.line) }
    }

    /// The groups among the children.
    var groups: [FrameworkElement] {
        node.elements.filter {
            FrameworkNames.foldedGroups.contains($0.name.lettersAndDigits) && !$0.elements.isEmpty
        }.map { FrameworkElement($0) }
    }

    /// The first value that is not empty of any of the names, as one line.
    func value(_ names: String...) -> String? {
        for name in names {
            if let first = values(name).first { return first }
        }
        return nil
    }

    /// All values of a name that are not empty, as one line each.
    func values(_ name: String) -> [String] {
        let wanted = name.lettersAndDigits
        var values: [String] = []
        for attribute in node.attributes where attribute.name.lettersAndDigits == wanted {
            values.append(RepairedText(attribute.value, oneLine: true).text)
        }
        // The singular within its group as well: `<LinkedRisks><LinkedRisk>`.
        for child in items([wanted]) {
            let element = FrameworkElement(child)
            values.append(element.ownText ?? child[attribute: "id"] ?? "")
        }
        return values.filter { !$0.isEmpty }
    }

    /// A list of ids between spaces, commas and semicolons.
    func list(_ name: String) -> [String] {
        let wanted = name.lettersAndDigits
        let texts =
            node.attributes.filter { $0.name.lettersAndDigits == wanted }.map(\.value)
            + node.elements.filter { $0.name.lettersAndDigits == wanted && $0.elements.isEmpty }
            .map(\.text)
        return texts.flatMap { text in
            text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        }
    }

    /// The element's own text as one line, without that of the elements in it.
    var ownText: String? {
        let text = RepairedText(ownRawText, oneLine: true).text
        return text.isEmpty ? nil : text
    }

    private var ownRawText: String {
        var text = ""
        for child in node.children {
            switch child {
            case .text(let part): text += part
            case .element, .comment, .instruction: break
            }
        }
        return text
    }

    /// What the element says: its `<Text>`, or its own text.
    var text: String {
        for name in ["text", "description"] {
            for child in node.elements where child.name.lettersAndDigits == name {
                let text = FrameworkElement.flowing(child.text)
                if !text.isEmpty { return text }
            }
            for attribute in node.attributes where attribute.name.lettersAndDigits == name {
                let text = FrameworkElement.flowing(attribute.value)
                if !text.isEmpty { return text }
            }
        }
        return FrameworkElement.flowing(ownRawText)
    }

    /// Text of a document written by hand, in which lines are broken to fit the page: only an empty
    /// line begins a new one.
    static func flowing(_ text: String) -> String {
        let plain = RepairedText(text).text
        guard plain.utf8.contains(UInt8(ascii: "\n")) else { return plain }
        return plain.split(separator: "\n\n").map { paragraph in
            paragraph.split(separator: "\n").joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// The child elements of some names (folded), those in groups included, in the file's order.
    func items(_ names: [String]) -> [XMLNode] {
        var found: [XMLNode] = []
        for child in node.elements {
            let name = child.name.lettersAndDigits
            if names.contains(name) {
                found.append(child)
            } else if FrameworkNames.foldedGroups.contains(name), !child.elements.isEmpty {
                found += child.elements.filter { names.contains($0.name.lettersAndDigits) }
            }
        }
        return found
    }

    /// The element as named fields: attributes, leaves, and what stands one level down as
    /// `Current/score`; the text of a score's element is its score.
    func fields(leavingOut names: Set<String>) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for attribute in node.attributes where !names.contains(attribute.name.lettersAndDigits) {
            fields.append((attribute.name, attribute.value))
        }
        for child in node.elements where !names.contains(child.name.lettersAndDigits) {
            for attribute in child.attributes {
                fields.append((child.name + "/" + attribute.name, attribute.value))
            }
            for leaf in child.elements {
                fields.append((child.name + "/" + leaf.name, leaf.text))
            }
            let isScore = ScoreKind(rawValue: child.name.lettersAndDigits) != nil
            let text = FrameworkElement.flowing(FrameworkElement(child).ownRawText)
            if !text.isEmpty || (child.attributes.isEmpty && child.elements.isEmpty) {
                fields.append((isScore ? child.name + "/score" : child.name, text))
            }
        }
        return fields
    }
}

/// The names of a framework's elements and attributes.
enum FrameworkNames {
    /// Elements that hold others of one kind, and may be left out.
    static let groups = [
        "Committees", "Executives", "Objectives", "Appetites", "PrincipalRisks", "Controls",
        "Assurances", "Gaps", "Actions", "LinkedRisks", "Aliases",
    ]
    /// The groups that a principal risk may have.
    static let riskGroups = ["Controls", "Assurances", "Gaps", "Actions", "LinkedRisks"]
    static let foldedGroups = Set(groups.map(\.lettersAndDigits))

    static let root =
        [
            "asAt", "organisation", "organisationName", "Committee", "Executive", "Objective",
            "Appetite", "PrincipalRisk", "Risk", "Risks", "version", "Title",
        ] + groups

    static let objective = [
        "id", "kind", "version", "from", "to", "replacedBy", "owner", "committee", "Text", "Alias",
        "Aliases", "Description",
    ]

    /// What a principal risk has besides the fields of a record.
    static let principalRisk = [
        "id", "basis", "committee", "OwnRecord", "LinkedRisk", "LinkedRisks", "Control",
        "Assurance", "Gap", "Action", "AssuranceRating", "Note", "Notes", "Ended",
    ]

    /// The fields of a principal risk's record.
    static let fields: [(field: MappedField, name: String)] = [
        (.sourceID, "id"), (.reference, "ref"), (.title, "Title"), (.description, "Description"),
        (.domain, "domain"), (.type, "type"), (.objectives, "objectives"), (.owner, "owner"),
        (.leadExecutive, "executive"), (.directorate, "directorate"), (.opened, "Opened"),
        (.lastReview, "LastReview"), (.reviewDue, "ReviewDue"), (.targetDate, "TargetDate"),
        (.closed, "Closed"), (.status, "status"), (.approval, "approval"),
        (.initialLikelihood, "Initial/likelihood"), (.initialConsequence, "Initial/consequence"),
        (.initialScore, "Initial/score"), (.initialBand, "Initial/band"),
        (.currentLikelihood, "Current/likelihood"), (.currentConsequence, "Current/consequence"),
        (.currentScore, "Current/score"), (.currentBand, "Current/band"),
        (.targetLikelihood, "Target/likelihood"), (.targetConsequence, "Target/consequence"),
        (.targetScore, "Target/score"), (.targetBand, "Target/band"), (.progress, "Progress"),
    ]

    static let action: [(field: MappedField, name: String)] = [
        (.actionID, "id"), (.riskID, "risk"), (.actionText, "text"), (.actionOwner, "owner"),
        (.due, "due"), (.done, "done"), (.actionStatus, "status"), (.actionProgress, "progress"),
    ]

    /// The lines of assurance and what they are called, folded.
    static let lines: [(line: Int, words: Set<String>)] = [
        (1, ["1", "1st", "first", "firstline", "1stline", "line1"]),
        (2, ["2", "2nd", "second", "secondline", "2ndline", "line2"]),
        (3, ["3", "3rd", "third", "thirdline", "3rdline", "line3"]),
    ]

    /// A mapping in which the package's own names are known besides the trust's.
    static func adding(to mapping: SourceMapping) -> SourceMapping {
        var mapping = mapping
        let compiled = CompiledMapping.compiled(mapping)
        for (field, name) in fields where compiled.known(name) == nil {
            mapping.fields[field, default: []].append(name)
        }
        return mapping
    }

    /// The mapping of a framework's own actions.
    static func actions(_ mapping: SourceMapping) -> SourceMapping {
        var actions = SourceMapping()
        actions.id = mapping.id
        actions.kind = .actions
        actions.organisation = mapping.organisation
        for (field, name) in action { actions.fields[field] = [name] }
        return actions
    }
}
