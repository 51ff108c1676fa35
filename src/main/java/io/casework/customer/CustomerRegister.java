package io.casework.customer;

import io.casework.organisation.Sites;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is entered about buildings, units, customers and households. All operations throw {@link RuleViolation} when what was
 * entered cannot be. Which sites the caller may change is for the caller to check.
 */
@Service
@Transactional
public class CustomerRegister {


    private final BuildingRepository buildings;
    private final UnitRepository units;
    private final CustomerRepository customers;
    private final HouseholdRepository households;
    private final WarrantyItems items;
    private final Sites sites;

    CustomerRegister(BuildingRepository buildings, UnitRepository units, CustomerRepository customers,
            HouseholdRepository households, WarrantyItems items, Sites sites) {
        this.buildings = buildings;
        this.units = units;
        this.customers = customers;
        this.households = households;
        this.items = items;
        this.sites = sites;
    }

    /**
     * Adds a building.
     *
     * @param label like 3栋, unique in the site
     * @return its number
     */
    public long addBuilding(String site, String label) {
        if (sites.site(site).isEmpty()) {
            throw new RuleViolation("site", "没有编码为“" + site + "”的小区");
        }
        String text = required("label", "楼栋", label, CustomerRules.LONGEST_BUILDING);
        if (buildings.existsBySiteCodeAndLabel(site, text)) {
            throw new RuleViolation("label", "本小区已有楼栋“" + text + "”");
        }
        return buildings.saveAndFlush(new BuildingEntity(site, text)).id();
    }

    /**
     * Adds a unit.
     *
     * @param label the whole label with the building, like 3栋1单元1201; unique in the site however it is written
     * @param area square metres with at most two decimals, or {@code null}
     * @param deliveredOn day of delivery, which sets the warranty dates by the default periods, or {@code null} before it
     * @return its number
     */
    public long addUnit(long building, String label, BigDecimal area, LocalDate deliveredOn, boolean occupied) {
        BuildingEntity entity = buildings.findById(building).orElseThrow(() -> new RuleViolation("building", "没有这个楼栋"));
        String text = required("label", "房号", label, CustomerRules.LONGEST_LABEL);
        UnitKey key = completeKey(text);
        checkArea(area);
        if (units.existsBySiteCodeAndUnitKey(entity.siteCode(), key.value())) {
            throw new RuleViolation("label", "本小区已有房号“" + text + "”");
        }
        UnitEntity unit = new UnitEntity(entity, text, key, area);
        unit.setOccupied(occupied);
        if (deliveredOn != null) {
            unit.deliver(deliveredOn, items.all());
        }
        return units.saveAndFlush(unit).id();
    }

    /** Changes the label of a building; the labels of its units stay as they are. */
    public void renameBuilding(long building, String label) {
        BuildingEntity entity = buildings.findById(building).orElseThrow(() -> new RuleViolation("building", "没有这个楼栋"));
        String text = required("label", "楼栋", label, CustomerRules.LONGEST_BUILDING);
        if (buildings.existsBySiteCodeAndLabelAndIdNot(entity.siteCode(), text, building)) {
            throw new RuleViolation("label", "本小区已有楼栋“" + text + "”");
        }
        entity.rename(text);
        buildings.flush();
    }

    /**
     * Changes label and area of a unit. Cases that have been opened keep the label that they were opened with.
     *
     * @param label the whole label with the building, unique in the site however it is written
     * @param area square metres with at most two decimals, or {@code null}
     */
    public void changeUnit(long unit, String label, BigDecimal area) {
        UnitEntity entity = unit(unit);
        String text = required("label", "房号", label, CustomerRules.LONGEST_LABEL);
        UnitKey key = completeKey(text);
        checkArea(area);
        if (units.existsBySiteCodeAndUnitKeyAndIdNot(entity.siteCode(), key.value(), unit)) {
            throw new RuleViolation("label", "本小区已有房号“" + text + "”");
        }
        entity.change(text, key, area);
        units.flush();
    }

    /** Records the delivery: every warranty period without a date of its own begins. A delivered unit is not delivered again. */
    public void deliver(long unit, LocalDate day) {
        UnitEntity entity = unit(unit);
        if (day == null) {
            throw new RuleViolation("day", "请填写交付日期");
        }
        if (entity.deliveredOn() != null) {
            throw new RuleViolation("day", "这个房号已于 " + entity.deliveredOn() + " 交付");
        }
        entity.deliver(day, items.all());
        units.flush();
    }

    /**
     * What another day of delivery would mean for each warranty item of a delivered unit, in the order of the items; nothing is changed.
     *
     * @param day the right day, or {@code null} where the unit has not been delivered at all
     */
    @Transactional(readOnly = true)
    public List<WarrantyShift> deliveryShifts(long unit, LocalDate day) {
        UnitEntity entity = unit(unit);
        return items.all().stream().map(item -> {
            LocalDate now = entity.warranty(item.code());
            LocalDate usual = entity.deliveredOn() == null ? null : item.lastDay(entity.deliveredOn());
            return new WarrantyShift(item.code(), item.name(), now, day == null ? null : item.lastDay(day), now == null || now.equals(usual));
        }).toList();
    }

    /**
     * Puts a day of delivery right that was entered wrongly. Warranty dates move only where they are named; all others stay as they are.
     *
     * @param day the right day, or {@code null} where the unit has not been delivered at all
     * @param moving codes of the items whose last day is reckoned anew from it
     * @throws RuleViolation on {@code day} when the unit has not been delivered or this is its day already
     */
    public void correctDelivery(long unit, LocalDate day, Collection<String> moving) {
        UnitEntity entity = unit(unit);
        if (entity.deliveredOn() == null) {
            throw new RuleViolation("day", "这个房号还没有登记交付，请直接登记交付日期");
        }
        if (entity.deliveredOn().equals(day)) {
            throw new RuleViolation("day", "登记的交付日期就是 " + day + "，没有什么要更正");
        }
        entity.correctDelivery(day, items.all().stream().filter(item -> moving.contains(item.code())).toList());
        units.flush();
    }

    /**
     * Sets the last day of one warranty item, as agreed in a contract.
     *
     * @param item code of the item; {@link WarrantyItem#OTHER} sets the general warranty
     */
    public void setWarranty(long unit, String item, LocalDate lastDay) {
        if (items.all().stream().noneMatch(known -> known.code().equals(item))) {
            throw new RuleViolation("item", "没有编码为“" + item + "”的保修项目");
        }
        if (lastDay == null) {
            throw new RuleViolation("lastDay", "请填写保修期最后一日");
        }
        unit(unit).setWarranty(item, lastDay);
        units.flush();
    }

    /** Records whether somebody lives in the unit. */
    public void setOccupied(long unit, boolean occupied) {
        unit(unit).setOccupied(occupied);
        units.flush();
    }

    /**
     * Adds a customer.
     *
     * @param phones in any notation, the main one first; may be empty
     * @param idRemark may be empty
     * @return the customer's number
     */
    public long addCustomer(String name, List<String> phones, String idRemark) {
        String text = required("name", "姓名", name, CustomerRules.LONGEST_NAME);
        return customers.saveAndFlush(new CustomerEntity(text, numbers(phones), remark(idRemark))).id();
    }

    /** Changes name, phones and remark of a customer. */
    public void changeCustomer(long customer, String name, List<String> phones, String idRemark) {
        String text = required("name", "姓名", name, CustomerRules.LONGEST_NAME);
        customer(customer).change(text, numbers(phones), remark(idRemark));
        customers.flush();
    }

    /**
     * Records that a customer does not want callbacks, surveys and short messages.
     *
     * @param reason what the customer said, without a full identity number; may be empty
     * @param since the day on which it was said
     * @throws RuleViolation on {@code reason}, or when it is on record already
     */
    public void refuseContact(long customer, String reason, LocalDate since) {
        CustomerEntity entity = customer(customer);
        if (entity.contactRefused()) {
            throw new RuleViolation("这位客户已登记为不愿接受联系");
        }
        entity.refuseContact(requireNoIdentityNumber("reason", "理由", reason), since);
        customers.flush();
    }

    /**
     * Records that a customer wants callbacks, surveys and short messages again.
     *
     * @throws RuleViolation when the customer never refused them
     */
    public void acceptContact(long customer) {
        CustomerEntity entity = customer(customer);
        if (!entity.contactRefused()) {
            throw new RuleViolation("这位客户没有登记为不愿接受联系");
        }
        entity.acceptContact();
        customers.flush();
    }

    /**
     * Records that a customer belongs to a unit.
     *
     * @param from first day
     * @return the household's number
     */
    public long addHousehold(long customer, long unit, Relation relation, LocalDate from) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (relation == null) {
            errors.put("relation", "请选择业主、家属或租户");
        }
        if (from == null) {
            errors.put("from", "请填写开始日期");
        }
        if (!errors.isEmpty()) {
            throw new RuleViolation(errors);
        }
        Long customerId = customer(customer).id();
        Long unitId = unit(unit).id();
        if (households.existsByCustomerIdAndUnitIdAndUntilOnIsNull(customerId, unitId)) {
            throw new RuleViolation("unit", "这位客户已登记在这个房号");
        }
        return households.saveAndFlush(new HouseholdEntity(customerId, unitId, relation, from)).id();
    }

    /**
     * Ends a household.
     *
     * @param lastDay last day that counts, not before the first
     */
    public void endHousehold(long household, LocalDate lastDay) {
        HouseholdEntity entity = households.findById(household).orElseThrow(() -> new RuleViolation("household", "没有这条住户记录"));
        if (entity.ended()) {
            throw new RuleViolation("household", "这条住户记录已经结束");
        }
        if (lastDay == null || lastDay.isBefore(entity.fromOn())) {
            throw new RuleViolation("lastDay", "结束日期不能早于开始日期 " + entity.fromOn());
        }
        entity.end(lastDay);
        households.flush();
    }

    private static UnitKey completeKey(String label) {
        UnitKey key = UnitKey.of(label);
        if (key.parts().size() < 2) {
            throw new RuleViolation("label", "房号应包含楼栋和房间，如 3栋1单元1201");
        }
        return key;
    }

    private static void checkArea(BigDecimal area) {
        if (area != null && !CustomerRules.isArea(area)) {
            throw new RuleViolation("area", "建筑面积应大于 0，最多两位小数");
        }
    }

    private UnitEntity unit(long id) {
        return units.findById(id).orElseThrow(() -> new RuleViolation("unit", "没有这个房号"));
    }

    private CustomerEntity customer(long id) {
        return customers.findById(id).orElseThrow(() -> new RuleViolation("customer", "没有这位客户"));
    }

    private static List<String> numbers(List<String> phones) {
        Set<String> numbers = new LinkedHashSet<>();
        for (String phone : phones) {
            String digits = PhoneNumber.normalise(phone);
            if (!PhoneNumber.isComplete(digits)) {
                throw new RuleViolation("phones", "“" + phone + "”不是完整的电话号码");
            }
            numbers.add(digits);
        }
        if (numbers.size() > CustomerRules.MOST_PHONES) {
            throw new RuleViolation("phones", "一位客户最多登记 " + CustomerRules.MOST_PHONES + " 个电话");
        }
        return List.copyOf(numbers);
    }

    private static String remark(String text) {
        return requireNoIdentityNumber("idRemark", "身份备注", text);
    }

    /**
     * A remark about a customer as it may be kept: short, and without a full identity number.
     *
     * @param label Chinese name of the field
     * @throws RuleViolation on the field
     */
    public static String requireNoIdentityNumber(String field, String label, String text) {
        String remark = text == null ? "" : text.strip();
        if (remark.length() > CustomerRules.LONGEST_REMARK) {
            throw new RuleViolation(field, label + "不能超过 " + CustomerRules.LONGEST_REMARK + " 个字");
        }
        if (CustomerRules.hasIdentityNumber(remark)) {
            throw new RuleViolation(field, label + "里有完整的身份证号码：" + CustomerRules.NO_IDENTITY_NUMBER);
        }
        return remark;
    }

    private static String required(String field, String label, String text, int longest) {
        if (text == null || text.isBlank()) {
            throw new RuleViolation(field, "请填写" + label);
        }
        if (text.strip().length() > longest) {
            throw new RuleViolation(field, label + "不能超过 " + longest + " 个字");
        }
        return text.strip();
    }
}
