/// What the value of an attribute may be, by its name: escaping alone does not make every value harmless.
///
/// A value that is not allowed is left out with its attribute: a link that leads nowhere harms nobody.
enum AttributeRule {
    /// Any text.
    case text
    /// An address: of this site, or with a scheme that shows something and runs nothing.
    case address
    /// Declarations of CSS that name no address.
    case style

    init(_ name: StaticString) {
        // Handlers of events hold a program, and so does what these two load.
        precondition(
            !name.begins(with: "on") && !name.isOneOf(Self.loading),
            "\(name) cannot be written: a page needs no script")
        self = name.isNamed("style") ? .style : name.isOneOf(Self.addresses) ? .address : .text
    }

    private static let loading: [StaticString] = ["srcdoc", "srcset"]

    private static let addresses: [StaticString] = [
        "href", "src", "action", "formaction", "cite", "poster", "data", "xlink:href", "ping",
        "background", "manifest",
    ]

    func allows(_ value: String) -> Bool {
        switch self {
        case .text: true
        case .address: Self.isHarmless(address: value)
        case .style:
            value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ";"),
                    UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "#"):
                    true
                default: false
                }
            }
        }
    }

    /// Browsers leave out spaces and control characters of a scheme, so these hide none here.
    private static func isHarmless(address: String) -> Bool {
        var scheme: [UInt8] = []
        for byte in address.utf8 where byte > 0x20 && byte != 0x7F {
            switch byte {
            case UInt8(ascii: ":"):
                return ["http", "https", "mailto", "tel"].contains(
                    String(decoding: scheme, as: UTF8.self))
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): scheme.append(byte | 0x20)
            default: scheme.append(byte)
            }
        }
        return true
    }
}

extension StaticString {
    /// Elements without content and without an end tag in HTML.
    static let voidElements: [StaticString] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ]

    /// Elements whose content HTML does not read as escaped text.
    static let rawElements: [StaticString] = [
        "script", "style", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext",
    ]

    func isOneOf(_ names: [StaticString]) -> Bool { names.contains { isNamed($0) } }

    func isNamed(_ name: StaticString) -> Bool {
        utf8CodeUnitCount == name.utf8CodeUnitCount && begins(with: name)
    }

    func begins(with start: StaticString) -> Bool {
        withUTF8Buffer { own in start.withUTF8Buffer { own.starts(with: $0) } }
    }
}
